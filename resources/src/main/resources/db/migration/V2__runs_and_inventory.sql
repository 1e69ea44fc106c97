create table replication_run (
  run_id varchar(36) primary key,
  node varchar(36) not null,
  run_trigger varchar(16) not null,
  run_state varchar(16) not null,
  started_at bigint not null,
  finished_at bigint not null,
  result_code integer not null,
  detail varchar(1000) not null,
  components_done integer not null,
  components integer not null,
  content_bytes bigint not null,
  traffic_bytes bigint not null,
  switched boolean not null,
  catalog_sequence bigint not null
);

create index replication_run_newest on replication_run (node, started_at);

-- What each store of each node holds: a projection, rebuilt from the store itself at any time.

create sequence signature_file_seq start with 50 increment by 50;

create table signature_file (
  id bigint primary key,
  sha256 varchar(64) not null,
  file_size bigint not null,
  signature_serial bigint not null,
  signed_at bigint not null,
  expires_at bigint not null,
  status_code integer not null,
  algorithm varchar(100),
  signer_subject varchar(1000),
  signer_issuer varchar(1000),
  certificate_serial varchar(100),
  certificate_fingerprint varchar(64),
  certificate_not_before bigint,
  certificate_not_after bigint
);

create index signature_file_expiry on signature_file (expires_at);

create sequence component_seq start with 50 increment by 50;

create table component (
  id bigint primary key,
  node varchar(36) not null,
  store varchar(16) not null,
  component_id varchar(64) not null,
  kind varchar(16) not null,
  platform varchar(32) not null,
  component_version varchar(160) not null,
  content_size bigint not null,
  sha256 varchar(64) not null,
  signature_ref bigint not null references signature_file (id),
  unique (node, store, component_id)
);
