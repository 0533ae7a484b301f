--liquibase formatted sql

--changeset hunar:0004-participant
--comment the roster

-- number, gender, province and organisation are copies out of doc, to search and to group by.
create table participants (
  programme varchar(64) not null,
  id uuid not null,
  cohort varchar(64) not null,
  rev bigint not null,
  removed boolean not null,
  number text,
  gender text,
  province text,
  organisation text,
  doc text not null,
  primary key (programme, id)
);
create index participants_by_id on participants (id);
create index participants_by_cohort on participants (programme, cohort);
create index participants_by_number on participants (programme, number);
