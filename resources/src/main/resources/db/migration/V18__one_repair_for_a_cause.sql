-- One repair at a time for each cause, by steps that are kept with the diagnosis; and when a computer's last update ended by
-- the manager's clock, so that an update before a step is not taken for the one that the step waits for.

alter table repair add column open_cause varchar(120);
create unique index repair_open_cause on repair (open_cause);

alter table diagnosis add column steps text;

alter table computer add column run_ended_at bigint;
