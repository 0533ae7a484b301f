--liquibase formatted sql

--changeset hunar:0060-form-files
--comment pictures, sounds and lists that forms show or read, as managers hand them in

-- By version of a form and the name that the form uses; the bytes are a blob. md5: as phones compare it.
create table form_files (
  programme varchar(64)              not null,
  code      varchar(64)              not null,
  version   varchar(64)              not null,
  name      varchar(255)             not null,
  sha256    char(64)                 not null,
  md5       char(32)                 not null,
  size      bigint                   not null,
  mime      varchar(128)             not null,
  added_by  varchar(128)             not null,
  added_at  timestamp with time zone not null,
  primary key (programme, code, version, name)
);
