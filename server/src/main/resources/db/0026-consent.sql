--liquibase formatted sql

--changeset hunar:consent-1
--comment: GIVEN or WITHDRAWN, a copy out of doc, to count and to find
alter table participants add column consent varchar(16);
create index participants_by_consent on participants (programme, consent);
