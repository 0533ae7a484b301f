--liquibase formatted sql

--changeset hunar:0007-sync
-- One row a participant or assessment that any operation has named: what a push locks. A row without a programme stands
-- for something that has been named and has not come yet.
create table entities (
  entity_type varchar(16) not null,
  entity_id   uuid        not null,
  programme   varchar(64),
  rev         bigint      not null,
  primary key (entity_id, entity_type)
);

-- The log: every operation that was ever accepted, for ever. An operation whose programme is not known yet has ''.
create table operations (
  programme   varchar(64)              not null,
  op_id       uuid                     not null,
  entity_type varchar(16)              not null,
  entity_id   uuid                     not null,
  install_id  uuid                     not null,
  device_seq  bigint                   not null,
  author      varchar(128)             not null,
  received_at timestamp with time zone not null,
  hash        char(64)                 not null,
  in_review   boolean                  not null,
  payload     text                     not null,
  result      text                     not null,
  primary key (programme, op_id)
);
create index operations_by_op on operations (op_id);
create index operations_by_entity on operations (entity_id, entity_type);

-- What waits for something that has not come, by what it waits for, such as participant:8e1f….
create table held (
  awaits      varchar(128) not null,
  entity_type varchar(16)  not null,
  entity_id   uuid         not null,
  primary key (awaits, entity_id, entity_type)
);

-- What was refused, byte for byte, so that nothing a trainer sent is lost.
create table quarantine (
  install_id  uuid                     not null,
  raw_sha256  char(64)                 not null,
  op_id       uuid,
  author      varchar(128)             not null,
  received_at timestamp with time zone not null,
  code        varchar(32)              not null,
  errors      text                     not null,
  raw         bytea                    not null,
  primary key (install_id, raw_sha256)
);

-- One push of an install at a time, on any node.
create table lanes (
  install_id  uuid                     not null primary key,
  author      varchar(128)             not null,
  app_version varchar(64),
  last_push   timestamp with time zone not null
);

-- The counter of each scope, bumped last in a transaction so that a reader never skips a number, with the digest.
create table scopes (
  scope varchar(80) not null primary key,
  seq   bigint      not null,
  n     bigint      not null,
  x     bigint      not null
);

-- One row a scope and entity; a change moves it to the head. Documents of participants and assessments are read from
-- their stores; the few of the catalogue stand here.
create table feed (
  scope       varchar(80)  not null,
  entity      varchar(16)  not null,
  entity_key  varchar(140) not null,
  seq         bigint       not null,
  op          varchar(3)   not null,
  rev         bigint       not null,
  reason      varchar(16),
  moved_into  varchar(140),
  doc         text,
  primary key (scope, entity, entity_key)
);
create unique index feed_by_seq on feed (scope, seq);

-- Raised when the store is restored from a backup.
create table epoch (
  epoch bigint not null primary key
);
insert into epoch (epoch) values (1);
