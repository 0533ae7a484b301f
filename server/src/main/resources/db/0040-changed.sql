--liquibase formatted sql

--changeset hunar:0040-changed
-- When a row was last written, by the database's clock: whoever took an export asks only for what has changed since.
alter table assessments add column changed_at timestamp with time zone default current_timestamp not null;
alter table participants add column changed_at timestamp with time zone default current_timestamp not null;
alter table scores add column changed_at timestamp with time zone default current_timestamp not null;
alter table standings add column changed_at timestamp with time zone default current_timestamp not null;
