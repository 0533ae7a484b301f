--liquibase formatted sql

--changeset hunar:0070-case-keys-h2 dbms:h2
--comment the key of a case begins with its programme
alter table cases drop primary key;
alter table cases add primary key (programme, id);

--changeset hunar:0070-case-keys-postgresql dbms:postgresql
--comment the key of a case begins with its programme
alter table cases drop constraint cases_pkey;
alter table cases add primary key (programme, id);

--changeset hunar:0070-case-index
--comment a case is also looked for by its id alone; the key serves what the index by programme did
create index cases_by_id on cases (id);
drop index cases_by_programme;
