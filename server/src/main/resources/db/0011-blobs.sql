--liquibase formatted sql

--changeset hunar:0011-blobs
-- Files that answers name, each once by the SHA-256 of its bytes. To a condemned one nothing refers: its bytes are being
-- deleted, and it counts as not there.
create table blobs (
  sha256    char(64)                 not null primary key,
  size      bigint                   not null,
  mime      varchar(128)             not null,
  wanted_at timestamp with time zone not null,
  condemned boolean                  not null
);
create index blobs_by_wanted on blobs (wanted_at);

-- Which entity's accepted operations name which file, whether or not that has come. Operations are kept for ever, and so
-- are the files that they name.
create table blob_references (
  sha256      char(64)    not null,
  entity_type varchar(16) not null,
  entity_id   uuid        not null,
  primary key (sha256, entity_id, entity_type)
);

-- Files on their way, one a user and file. So many bytes as were received are on disk; all of them once the whole was
-- found to be what its hash says.
create table uploads (
  id         uuid                     not null primary key,
  owner      varchar(128)             not null,
  sha256     char(64)                 not null,
  size       bigint                   not null,
  mime       varchar(128)             not null,
  metadata   varchar(1024)            not null,
  received   bigint                   not null,
  writer     uuid,
  expires_at timestamp with time zone not null
);
create unique index uploads_by_owner on uploads (owner, sha256);
create index uploads_by_hash on uploads (sha256);
create index uploads_by_expiry on uploads (expires_at);

-- The bytes, if the database keeps them: chunk by chunk as they came, and which chunks are which file.
create table blob_chunks (
  content  uuid   not null,
  start_at bigint not null,
  size     int    not null,
  bytes    bytea  not null,
  primary key (content, start_at)
);
create table blob_contents (
  sha256  char(64) not null primary key,
  content uuid     not null
);
create unique index blob_contents_by_content on blob_contents (content);
