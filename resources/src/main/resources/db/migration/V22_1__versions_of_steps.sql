-- A step's report and its run's cancelling at the same moment: the one that comes second is told that the row has changed.

alter table update_step add column row_version bigint default 0 not null;
