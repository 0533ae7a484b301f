--liquibase formatted sql

--changeset hunar:0068-page-sessions
--comment where somebody is signed in by pages, so that he can see it and end what is not his

-- A session is a signed cookie and holds without its row: that is for the list, and says when the session was last used.
create table page_sessions (
  id varchar(64) primary key,
  user_name varchar(64) not null,
  credential int not null,
  browser varchar(64) not null,
  began_at timestamp with time zone not null,
  seen_at timestamp with time zone not null,
  good_until timestamp with time zone not null
);
create index page_sessions_by_user on page_sessions (user_name);
