--liquibase formatted sql

--changeset hunar:identity-1
--comment: shows with which key what tells who people are is sealed: the key itself is not here
create table identity_seal (
  id smallint primary key,
  sealed varchar(200) not null
);

--changeset hunar:identity-2
--comment: what was refused is sealed, too; this is how long it was
alter table quarantine add bytes bigint;
