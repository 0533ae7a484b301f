--liquibase formatted sql

--changeset hunar:0022-xforms
--comment the forms that phones with ODK Collect fill in

-- A form is the bytes that it was first: a phone takes any other for a new form, and throws its copy away.
create table xforms (
  programme varchar(64) not null,
  code varchar(64) not null,
  version varchar(64) not null,
  hash varchar(64) not null,
  xform bytea not null,
  primary key (programme, code, version),
  foreign key (programme, code, version) references instruments (programme, code, version)
);
