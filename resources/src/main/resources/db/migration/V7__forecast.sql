-- What the primary source offered when it last answered.

create table source_sight (
  address varchar(2048) primary key,
  seen_at bigint not null,
  envelope varchar(64) not null,
  payload text not null
);
