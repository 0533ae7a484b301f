--liquibase formatted sql

--changeset hunar:0017-forms-in-use
-- Which forms were used before a training and which after it, told without looking at every assessment.
create index assessments_by_form on assessments (programme, instrument, instrument_version, phase, status);
