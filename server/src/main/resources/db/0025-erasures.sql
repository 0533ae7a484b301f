--liquibase formatted sql

--changeset hunar:erasures-1
--comment: whose identity was erased: what comes of them later is stripped before it is stored
alter table entities add column erased boolean default false not null;

--changeset hunar:erasures-2
--comment: that somebody was erased: who did it, when and why, how much it was, and a hash over the ids of what it was
create table erasures (
  programme varchar(64) not null,
  participant_id uuid not null,
  erased_at timestamp with time zone not null,
  erased_by varchar(128) not null,
  reason text not null,
  erased text not null,
  proof char(64) not null,
  primary key (programme, participant_id)
);
