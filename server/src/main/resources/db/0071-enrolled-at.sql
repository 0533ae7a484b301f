--liquibase formatted sql

--changeset hunar:0071-enrolled-at
--comment when the phone was let in by which an operation came: a clock that is before that is wrong
alter table operations add column enrolled_at timestamp with time zone;
