delete from "Users"
where "Id" = '00000000-0000-0000-0000-000000000000';

alter table "Roles"
drop column "MaxUsers",
drop column "IsSystemRole",
drop column "Level";
