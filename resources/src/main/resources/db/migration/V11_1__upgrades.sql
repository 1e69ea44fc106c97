-- The build that an upgrade is to; none for the newest that each relay has.

alter table security_update add order_build varchar(40);
