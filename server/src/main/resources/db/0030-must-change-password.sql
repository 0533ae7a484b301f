--liquibase formatted sql

--changeset hunar:0030-must-change-password
--comment whether the user's password was chosen by somebody else and is good for nothing but to choose another one
alter table users add column must_change boolean default false not null;
