--liquibase formatted sql

--changeset hunar:0061-case-status
--comment the open cases are a few among all that were ever decided
create index cases_by_status on cases (programme, status, id);
