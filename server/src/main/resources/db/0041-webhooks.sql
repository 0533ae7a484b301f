--liquibase formatted sql

--changeset hunar:0041-webhooks
-- Who is told what happens in a programme. The secret is sealed. report_version is the version of the report that was last
-- told of.
create table webhooks (
  id             uuid                     not null,
  programme      varchar(64)              not null,
  url            varchar(2000)            not null,
  secret         varchar(500)             not null,
  report_version bigint                   not null,
  created_by     varchar(64)              not null,
  created_at     timestamp with time zone not null,
  primary key (programme, id)
);
create index webhooks_by_id on webhooks (id);

-- What is to be told, written with what it tells of. state is WAITING, DELIVERED or DEAD.
create table webhook_deliveries (
  id         uuid                     not null primary key,
  webhook    uuid                     not null,
  event      varchar(200)             not null,
  type       varchar(32)              not null,
  payload    text                     not null,
  created_at timestamp with time zone not null,
  state      varchar(16)              not null,
  attempts   int                      not null,
  next_at    timestamp with time zone not null,
  answer     varchar(200),
  unique (webhook, event)
);
create index webhook_deliveries_due on webhook_deliveries (state, next_at);
create index webhook_deliveries_by_webhook on webhook_deliveries (webhook, id);
