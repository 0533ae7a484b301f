--liquibase formatted sql

--changeset hunar:0010-cases
-- What a manager has to decide or to know. The open ones follow from the operations; a resolved one stays as it was.
-- path names a field, an attempt, or nothing; candidates is the JSON of what the case is between.
create table cases (
  id          uuid                     not null primary key,
  programme   varchar(64)              not null,
  kind        varchar(32)              not null,
  entity_type varchar(16)              not null,
  entity_id   uuid                     not null,
  path        text                     not null,
  candidates  text                     not null,
  opened_at   timestamp with time zone not null,
  status      varchar(16)              not null,
  resolved_at timestamp with time zone,
  resolved_by varchar(128),
  remark      text
);
create index cases_by_entity on cases (entity_id, status);
create index cases_by_programme on cases (programme, id);

-- Two operations of one install with one number: the phone's database was copied or restored.
create index operations_by_number on operations (install_id, device_seq);
