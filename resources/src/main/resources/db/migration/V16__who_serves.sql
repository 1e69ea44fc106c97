-- Whether others are sent to a computer: said by its enrolment token, and from then on by the last order
-- about its relay function that was done.

alter table computer add serving boolean default false not null;
update computer set serving = may_relay;

-- Whether anybody takes from a relay of a security update; nobody waits for one that serves nobody.

alter table update_step add serves boolean default true not null;
