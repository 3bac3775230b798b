drop table "RolePermissions";

drop table "Permissions";
