-- The same statements on H2 and PostgreSQL. Instants are milliseconds since 1970 UTC.
-- Sequences start at their increment: the persistence provider counts back from there.

create table setting (
  setting_key varchar(100) primary key,
  setting_value varchar(2000) not null,
  changed_by varchar(200) not null,
  changed_at bigint not null
);

create table relay_build (
  product_line varchar(32) primary key,
  first_build integer not null,
  display_name varchar(100) not null
);

-- Per product line the first build that refreshes a signature file whose component is unchanged.
insert into relay_build (product_line, first_build, display_name) values ('20.0.0', 1337, '2020-10-28');
insert into relay_build (product_line, first_build, display_name) values ('12.0.0', 1278, 'Update 12');
insert into relay_build (product_line, first_build, display_name) values ('11.0.0', 1690, 'Update 24');

create sequence system_event_seq start with 50 increment by 50;

create table system_event (
  id bigint primary key,
  event_key varchar(36) not null unique,
  occurred_at bigint not null,
  origin varchar(16) not null,
  event_number integer not null,
  event_level varchar(16) not null,
  target varchar(200) not null,
  actor varchar(200) not null,
  error_code integer,
  error_text varchar(200),
  figures varchar(5000) not null
);

create index system_event_newest on system_event (occurred_at, id);
create index system_event_kind on system_event (origin, event_number, occurred_at);

create table account (
  account_name varchar(100) primary key,
  password_hash varchar(300) not null,
  roles varchar(200) not null,
  created_at bigint not null
);

create table access_token (
  token_id varchar(36) primary key,
  token_name varchar(100) not null,
  token_digest varchar(64) not null unique,
  created_by varchar(200) not null,
  created_at bigint not null,
  revoked_at bigint
);

create table lease (
  lease_name varchar(100) primary key,
  lease_owner varchar(64) not null,
  expires_at bigint not null
);
