--liquibase formatted sql

--changeset hunar:0006-scores
-- The score of an assessment: one row for the whole, scale '*', which also holds the counts, and one row a skill. Points
-- are null while a rating is pending and where too little was answered. Percents are not kept: they are 100 points /
-- max_points, to the last digit.
create table scores (
  programme     varchar(64)    not null,
  assessment_id uuid           not null,
  scale         varchar(64)    not null,
  status        varchar(16)    not null,
  points        numeric(38,18),
  max_points    numeric(38,18),
  key_version   int            not null,
  administered  int,
  answered      int,
  unanswered    int,
  correct       int,
  partial       int,
  wrong         int,
  primary key (programme, assessment_id, scale)
);
