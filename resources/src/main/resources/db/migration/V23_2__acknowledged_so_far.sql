-- How many computers an alert concerned when it was acknowledged; of those acknowledged before, as many as it did last.

alter table alert add column acknowledged_computers bigint;
update alert set acknowledged_computers = computers where acknowledged_at is not null;
