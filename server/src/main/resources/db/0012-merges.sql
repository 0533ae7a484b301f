--liquibase formatted sql

--changeset hunar:0012-merges
-- Who goes on for a participant that was merged, at the end of the chain; and the merge of its own that holds.
alter table entities add column survivor uuid;
alter table entities add column merged_by uuid;
create index entities_by_survivor on entities (survivor);
create index entities_by_merge on entities (merged_by);
