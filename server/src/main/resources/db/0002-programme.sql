--liquibase formatted sql

--changeset hunar:0002-programme
--comment programmes, cohorts, skills
create table programmes (
  code varchar(64) not null primary key,
  rev bigint not null,
  doc text not null
);

-- The code is unique over all programmes: a scope of the feed is named by it alone.
create table cohorts (
  code varchar(64) not null primary key,
  programme varchar(64) not null references programmes (code),
  rev bigint not null,
  doc text not null
);
create index cohorts_by_programme on cohorts (programme, code);

create table skills (
  programme varchar(64) not null references programmes (code),
  code varchar(64) not null,
  rev bigint not null,
  doc text not null,
  primary key (programme, code)
);
