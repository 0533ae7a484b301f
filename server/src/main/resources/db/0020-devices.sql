--liquibase formatted sql

--changeset hunar:0020-devices
-- What a manager made out a code for. The code itself is kept by nobody but those who were told it.
-- cohorts: codes with a space between; none stands for all cohorts of the trainer in the programme.
create table enrolments (
  id         uuid                     not null primary key,
  code_hash  char(64)                 not null unique,
  trainer    varchar(64)              not null,
  programme  varchar(64)              not null,
  cohorts    text                     not null,
  created_by varchar(64)              not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null
);

-- A phone of a trainer, one for each enrolment that was used. A row is never deleted: it is revoked.
create table devices (
  id          uuid                     not null primary key,
  enrolment   uuid                     not null unique,
  trainer     varchar(64)              not null,
  programme   varchar(64)              not null,
  cohorts     text                     not null,
  public_key  varchar(1000)            not null,
  model       varchar(64)              not null,
  app_version varchar(64)              not null,
  enrolled_at timestamp with time zone not null,
  last_heard  timestamp with time zone not null,
  revoked_at  timestamp with time zone,
  revoked_by  varchar(64)
);

-- Nonces that have been used for a token, until they would be refused for their age.
create table used_nonces (
  nonce      varchar(128)             not null primary key,
  good_until timestamp with time zone not null
);
