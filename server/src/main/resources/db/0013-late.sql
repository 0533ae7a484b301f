--liquibase formatted sql

--changeset hunar:0013-late
-- When a cohort closes. What comes later is kept, and flagged.
alter table cohorts add column closes_at timestamp with time zone;

-- When anything of an assessment first came, and when it was captured by the server's clock. Of what was there before,
-- the second is as near as can be told.
alter table assessments add column received_at timestamp with time zone;
alter table assessments add column captured_at timestamp with time zone;
update assessments
   set received_at = (select min(o.received_at) from operations o where o.entity_id = assessments.id),
       captured_at = coalesce(completed_at, started_at);

-- What was to be added to a phone's clock when it handed in, in milliseconds; null when it did not say.
alter table operations add column clock_offset_ms bigint;
