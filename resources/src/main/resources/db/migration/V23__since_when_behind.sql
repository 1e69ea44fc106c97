-- When a source first offered each version and signature file of a component, the oldest first: since when a computer that
-- holds an older one is behind. Of what was offered before this table was made, only the newest is known.

create table source_past (
  address varchar(2048) not null,
  component varchar(64) not null,
  offers text not null,
  primary key (address, component)
);
