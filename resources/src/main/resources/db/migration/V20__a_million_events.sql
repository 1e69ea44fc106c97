-- Each filter of the list of events has an index in the order of the list, so that a page is read and not sorted. H2 reads an
-- index forward only, and takes it for sorted only if the query sorts by all its columns: hence the descending ones.
-- Whoever asks for a number does not always name the origin, so the number comes first.

drop index system_event_newest;
drop index system_event_kind;
create index system_event_newest on system_event (occurred_at desc, id desc);
create index system_event_number on system_event (event_number desc, occurred_at desc, id desc);
create index system_event_level on system_event (event_level desc, occurred_at desc, id desc);
create index system_event_origin on system_event (origin desc, occurred_at desc, id desc);
