-- Types of system events that an operator does not want recorded.

create table unrecorded_event (
  event_type varchar(60) primary key,
  changed_by varchar(200) not null,
  changed_at bigint not null
);
