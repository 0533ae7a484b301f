--liquibase formatted sql

--changeset hunar:0016-scoring-runs
-- Carrying a corrected key through the scores. While finished_at is null the key is in scoring_keys and does not hold
-- yet; position is the last assessment that was looked at.
create table scoring_runs (
  programme      varchar(64) not null,
  code           varchar(64) not null,
  version        varchar(64) not null,
  key_version    int         not null,
  started_at     timestamp with time zone not null,
  started_by     varchar(64) not null,
  total          bigint      not null,
  scored         bigint      not null,
  position       uuid        not null,
  changed_scores bigint,
  changed_levels bigint,
  finished_at    timestamp with time zone,
  primary key (programme, code, version, key_version),
  foreign key (programme, code, version, key_version)
    references scoring_keys (programme, code, version, key_version)
);

-- The assessments that score otherwise by the key of the run, or were amended while it was under way.
create table scoring_run_changes (
  programme     varchar(64) not null,
  code          varchar(64) not null,
  version       varchar(64) not null,
  key_version   int         not null,
  assessment_id uuid        not null,
  primary key (programme, code, version, key_version, assessment_id)
);
