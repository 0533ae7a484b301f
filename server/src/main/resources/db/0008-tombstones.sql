--liquibase formatted sql

--changeset hunar:0008-tombstones
-- When an entity left a scope. Its tombstone goes after a while; the scope remembers the greatest number that went, since
-- a reader who stands before it may have missed something.
alter table feed add column deleted_at timestamp with time zone;
update feed set deleted_at = current_timestamp where op = 'DEL';
create index feed_by_deletion on feed (deleted_at);
alter table scopes add column purged bigint default 0 not null;
