-- A script for each table that is in use: a foreign key locks the table that it refers to against writes.
alter table "Role"
add constraint "Role_serverId_fkey" foreign key ("serverId")
    references "Server" ("id")
    on update cascade
    on delete cascade;
