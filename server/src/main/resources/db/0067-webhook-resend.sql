--liquibase formatted sql

--changeset hunar:0067-webhook-resend
--comment a delivery that was given up is told again when somebody asks for it

-- From when on it is tried, if not from when it came about.
alter table webhook_deliveries add column resent_at timestamp with time zone;
