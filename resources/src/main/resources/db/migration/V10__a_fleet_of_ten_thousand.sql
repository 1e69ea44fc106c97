-- Every heartbeat asks for the relays of a group: found by this index, whatever the number of agents beside them,
-- which have no address.

create index computer_relays on computer (group_id, url);
