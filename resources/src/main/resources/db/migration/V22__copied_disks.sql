-- The last few processes that reported as a computer, and since when and until when they came by turns: machines made from one
-- disk image have one key.

alter table computer add column processes varchar(120);
alter table computer add column copied_since bigint;
alter table computer add column copied_last bigint;
