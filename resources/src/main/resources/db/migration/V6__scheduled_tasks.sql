-- Security updates that are ordered by the clock of a place.

create table scheduled_task (
  task_id varchar(36) primary key,
  task_name varchar(100) not null unique,
  order_kind varchar(16) not null,
  computers text not null,
  group_id varchar(36),
  recurrence varchar(16) not null,
  starts_at varchar(32) not null,
  time_zone varchar(64) not null,
  spread_ms bigint not null,
  enabled boolean not null,
  created_at bigint not null,
  next_run bigint,
  last_run bigint,
  last_result varchar(16),
  last_sentence varchar(600),
  last_update varchar(36)
);

create index scheduled_task_due on scheduled_task (next_run);

-- How long after it is ready an order is handed out: spreads the agents of a run over a window.
alter table update_step add column delay_ms bigint default 0 not null;
