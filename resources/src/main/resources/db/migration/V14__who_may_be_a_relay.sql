-- Whether computers that join with a token, and a computer that joined, may serve others as relays. What
-- is a relay already stays one.

alter table enrolment_token add relays boolean default false not null;
alter table computer add may_relay boolean default false not null;
update computer set may_relay = true where roles <> 'agent';
