-- What was found to be the cause of failures, and the repairs that follow from it.

create table diagnosis (
  diagnosis_id varchar(36) primary key,
  created_by varchar(200) not null,
  created_at bigint not null,
  cause varchar(32) not null,
  place varchar(16) not null,
  culprit_id varchar(36) not null,
  culprit_name varchar(2048) not null,
  failing integer not null,
  own_source boolean not null,
  relays text not null,
  agents text not null,
  path text not null,
  facts text not null
);

create table repair (
  repair_id varchar(36) primary key,
  diagnosis_id varchar(36) not null references diagnosis (diagnosis_id),
  created_by varchar(200) not null,
  created_at bigint not null,
  cancelled_at bigint,
  ended_at bigint,
  repair_state varchar(16) not null,
  after_id varchar(36) references diagnosis (diagnosis_id)
);

create index repair_open on repair (ended_at);
create index repair_newest on repair (created_at, repair_id);
create index repair_of_diagnosis on repair (diagnosis_id, created_at);

create table repair_step (
  step_id varchar(40) primary key,
  repair_id varchar(36) not null references repair (repair_id),
  step_number integer not null,
  step_kind varchar(32) not null,
  step_state varchar(16) not null,
  updates text not null,
  began_at bigint,
  ended_at bigint,
  sentence varchar(600),
  unique (repair_id, step_number)
);
