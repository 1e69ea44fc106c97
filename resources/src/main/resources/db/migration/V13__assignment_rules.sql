-- Rules that put computers into relay groups; the first that meets a computer decides.

create table assignment_rule (
  rule_id varchar(36) primary key,
  place integer not null,
  rule_name varchar(100) not null,
  name_pattern varchar(100),
  network varchar(64),
  platform varchar(32),
  group_id varchar(36) not null references relay_group (group_id)
);

create index computer_by_assignment on computer (assignment, computer_id);
