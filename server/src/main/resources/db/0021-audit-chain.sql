--liquibase formatted sql

--changeset hunar:0021-audit-chain
-- A row is added without a place in the chain, and gets its place, once and for good, soon after it was committed.
alter table audit add column programme varchar(64);
alter table audit add column position bigint;
alter table audit add column previous varchar(64);
alter table audit add column hash varchar(64);
create unique index audit_by_position on audit (position);

update audit
   set programme = substring(subject from 1 for position('/' in subject) - 1)
 where outcome = 'DONE'
   and position('/' in subject) > 1
   and what not like 'user.%'
   and what not like 'quarantine.%';

-- The end of the chain, in its one row; whoever links holds it.
create table audit_head (
  position bigint not null,
  hash varchar(64) not null
);
insert into audit_head (position, hash)
values (0, '0000000000000000000000000000000000000000000000000000000000000000');
