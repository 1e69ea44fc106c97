-- The fleet: relay groups, tokens with which computers join, computers and what they hold.

create table relay_group (
  group_id varchar(36) primary key,
  group_name varchar(100) not null unique,
  description varchar(500) not null,
  parent_id varchar(36) references relay_group (group_id),
  primary_fallback boolean not null,
  created_at bigint not null
);

-- The group of every computer that nobody assigned to another one; never deleted.
insert into relay_group (group_id, group_name, description, primary_fallback, created_at)
  values ('00000000-0000-0000-0000-000000000001', 'default', '', false, 0);

create table enrolment_token (
  token_id varchar(36) primary key,
  token_name varchar(100) not null,
  secret_digest varchar(64) not null unique,
  group_id varchar(36) references relay_group (group_id),
  most_uses integer not null,
  uses integer not null,
  expires_at bigint not null,
  anchors text not null,
  certificate_digest varchar(64),
  created_by varchar(200) not null,
  created_at bigint not null,
  revoked_at bigint
);

-- What computers hold, once for all that hold the same.
create table holding (
  holding_digest varchar(64) primary key,
  held text not null,
  files integer not null,
  first_expiry bigint,
  first_component varchar(64),
  first_place varchar(16),
  worst_code integer not null,
  seen_at bigint not null
);

create table computer (
  computer_id varchar(36) primary key,
  computer_name varchar(100) not null,
  key_digest varchar(64) unique,
  group_id varchar(36) not null references relay_group (group_id),
  assignment varchar(16) not null,
  roles varchar(40) not null,
  platform varchar(32) not null,
  build varchar(40) not null,
  url varchar(2048),
  address varchar(64) not null,
  enrolled_at bigint not null,
  enrolled_with varchar(100) not null,
  last_seen bigint,
  offline_at bigint,
  offline boolean not null,
  clock_offset bigint,
  free_disk bigint,
  followed_source varchar(64),
  followed_epoch bigint,
  followed_sequence bigint,
  followed_expires bigint,
  followed_anchors bigint,
  holding_digest varchar(64),
  run_at bigint,
  run_code integer,
  run_text varchar(100),
  run_sentence varchar(600),
  run_from varchar(2048),
  run_build varchar(40)
);

create index computer_by_name on computer (computer_name, computer_id);
create index computer_by_group on computer (group_id, computer_name, computer_id);
create index computer_by_offline on computer (offline, offline_at);
create index computer_by_holding on computer (holding_digest);
create index computer_by_run on computer (run_code);
