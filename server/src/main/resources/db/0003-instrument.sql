--liquibase formatted sql

--changeset hunar:0003-instrument
--comment instruments and their keys

-- hash is that of the publication as it was handed in; key_version 0 means that there is no key yet.
create table instruments (
  programme varchar(64) not null references programmes (code),
  code varchar(64) not null,
  version varchar(64) not null,
  published_at timestamp with time zone not null,
  hash varchar(64) not null,
  key_version int not null,
  doc text not null,
  primary key (programme, code, version)
);

create table scoring_keys (
  programme varchar(64) not null,
  code varchar(64) not null,
  version varchar(64) not null,
  key_version int not null,
  made_at timestamp with time zone not null,
  made_by varchar(64) not null,
  doc text not null,
  primary key (programme, code, version, key_version),
  foreign key (programme, code, version) references instruments (programme, code, version)
);
