--liquibase formatted sql

--changeset hunar:0045-ended-sessions
--comment sessions of browsers that were ended before their time

-- A session is a signed cookie; one that somebody signed out of is refused until it would have ended by itself.
create table ended_sessions (
  id varchar(64) primary key,
  good_until timestamp with time zone not null
);
