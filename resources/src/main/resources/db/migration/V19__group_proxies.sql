-- The HTTP proxy between the relays of a group and where they take components from. The password is
-- sealed under a key that is not in the database.

alter table relay_group add column proxy_host varchar(253);
alter table relay_group add column proxy_port integer;
alter table relay_group add column proxy_user varchar(200);
alter table relay_group add column proxy_secret varchar(1200);
