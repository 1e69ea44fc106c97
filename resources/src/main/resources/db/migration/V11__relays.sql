-- From whom a run took what it brought, and the build that was named there.

alter table replication_run add from_address varchar(2048);
alter table replication_run add from_build varchar(40);
