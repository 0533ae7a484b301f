--liquibase formatted sql

--changeset hunar:0009-phones
-- When a phone was last heard from, also one that had nothing to hand in, and what it still had to hand in then.
alter table lanes add column last_heard timestamp with time zone;
alter table lanes add column unsent bigint;
alter table lanes alter column last_push drop not null;
update lanes set last_heard = last_push;
create index lanes_by_author on lanes (author);
