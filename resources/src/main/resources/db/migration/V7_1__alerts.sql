-- What needs a person; at most one is open for a cause.

create table alert (
  alert_id varchar(36) primary key,
  alert_kind varchar(32) not null,
  open_key varchar(100) unique,
  target_kind varchar(16) not null,
  target_id varchar(64) not null,
  alert_level varchar(16) not null,
  sentence varchar(1000) not null,
  computers bigint not null,
  examples varchar(200) not null,
  started_at bigint not null,
  changed_at bigint not null,
  ended_at bigint,
  acknowledged_at bigint,
  acknowledged_by varchar(200),
  acknowledged_because varchar(500),
  revision integer not null,
  told_revision integer not null
);

create index alert_by_end on alert (ended_at, started_at);
create index alert_by_telling on alert (told_revision, revision);
