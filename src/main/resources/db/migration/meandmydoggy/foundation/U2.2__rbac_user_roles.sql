alter table "UserRoles"
drop constraint "CK_UserRoles_AssignedBy";

alter table "UserRoles"
drop column "Notes",
drop column "ExpiresAt",
drop column "IsActive",
drop column "AssignedBy";
