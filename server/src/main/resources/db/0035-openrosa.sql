--liquibase formatted sql

--changeset hunar:0035-openrosa
--comment phones with ODK Collect: what lets them in, and what they have sent

-- What lets one phone with ODK Collect in. The token itself is kept by nobody but that phone.
-- cohorts: codes with a space between; none stands for all cohorts of the trainer in the programme.
create table collect_tokens (
  id         uuid                     not null primary key,
  token_hash char(64)                 not null unique,
  trainer    varchar(64)              not null,
  programme  varchar(64)              not null,
  cohorts    text                     not null,
  created_by varchar(64)              not null,
  created_at timestamp with time zone not null,
  revoked_at timestamp with time zone,
  revoked_by varchar(64)
);

-- The last number that was given to an operation of an install, see device_seq in operations.
create table collect_installs (
  install_id uuid   not null primary key,
  seq        bigint not null
);

-- Each submission once, by the instanceID that the phone gave it, with its XML to the byte (sealed).
-- state: TAKEN, REFUSED, or AWAITS_EDITED while the submission that it edits has not come; entity_state likewise of
-- what it says of a participant: NONE, TAKEN, or AWAITS_BRANCH while what it is built upon has not come. heads: operations of the assessment, with spaces between.
create table submissions (
  programme     varchar(64)              not null,
  instance_id   varchar(200)             not null,
  form          varchar(64)              not null,
  version       varchar(64)              not null,
  xml_sha256    char(64)                 not null,
  xml           bytea                    not null,
  author        varchar(128)             not null,
  install_id    uuid                     not null,
  token_id      uuid,
  received_at   timestamp with time zone not null,
  state         varchar(16)              not null,
  tries         int                      not null,
  assessment    uuid                     not null,
  heads         text                     not null,
  deprecated_id varchar(200),
  entity_state  varchar(16)              not null,
  entity_id     uuid,
  entity_op     uuid,
  branch_id     varchar(64),
  base_version  bigint,
  primary key (programme, instance_id)
);
create index submissions_by_state on submissions (state);
create index submissions_by_entity_state on submissions (entity_state);
create index submissions_by_entity on submissions (entity_id);
create index submissions_by_assessment on submissions (assessment);

-- The files that came with a submission, under the names that its XML uses.
create table submission_files (
  programme   varchar(64)  not null,
  instance_id varchar(200) not null,
  name        varchar(255) not null,
  sha256      char(64)     not null,
  size        bigint       not null,
  mime        varchar(128) not null,
  referenced  boolean      not null,
  primary key (programme, instance_id, name),
  foreign key (programme, instance_id) references submissions (programme, instance_id)
);
