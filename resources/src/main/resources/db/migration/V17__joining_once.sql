-- Names the joining of a computer that was not heard yet, so that one repeated after a lost answer is
-- the same computer: digest of the token's secret and of the id that the computer chose.

alter table computer add join_digest varchar(64);
create unique index computer_joining on computer (join_digest);
