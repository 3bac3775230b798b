alter table "Role"
drop constraint "Role_serverId_fkey";
