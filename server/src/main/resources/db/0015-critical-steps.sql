--liquibase formatted sql

--changeset hunar:0015-critical-steps
-- Codes of the critical items that the assessment failed, with spaces between; null for none, and on the rows of skills.
alter table scores add column critical_failed text;
