-- Ordered runs over some computers, and what is ordered of each.

create table security_update (
  update_id varchar(36) primary key,
  order_kind varchar(16) not null,
  created_by varchar(200) not null,
  created_at bigint not null,
  until_at bigint not null,
  cancelled_at bigint,
  ended_at bigint
);

create index security_update_newest on security_update (created_at, update_id);
create index security_update_open on security_update (ended_at);

create table update_step (
  step_id varchar(36) primary key,
  update_id varchar(36) not null references security_update (update_id),
  computer_id varchar(36) not null,
  computer_name varchar(100) not null,
  group_id varchar(36) not null,
  relay boolean not null,
  step_state varchar(16) not null,
  status_code integer not null,
  status_text varchar(100) not null,
  sentence varchar(600),
  changed_at bigint not null,
  unique (update_id, computer_id)
);

create index update_step_of_computer on update_step (computer_id, step_state);
create index update_step_of_update on update_step (update_id, step_state, computer_name);
create index update_step_of_group on update_step (update_id, group_id, relay, step_state);
