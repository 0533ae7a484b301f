--liquibase formatted sql

--changeset hunar:0005-assessments
create table assessments (
  programme          varchar(64)              not null,
  id                 uuid                     not null,
  cohort             varchar(64)              not null,
  participant_id     uuid                     not null,
  instrument         varchar(64)              not null,
  instrument_version varchar(64)              not null,
  phase              varchar(16)              not null,
  attempt            int                      not null,
  status             varchar(16)              not null,
  started_at         timestamp with time zone,
  completed_at       timestamp with time zone,
  first_hlc          varchar(26)              not null,
  captured_by        varchar(128)             not null,
  rev                bigint                   not null,
  doc                text                     not null,
  primary key (programme, id)
);
create index assessments_by_id on assessments (id);
create index assessments_by_participant on assessments (participant_id);
create index assessments_by_instrument on assessments (programme, instrument, instrument_version, id);
