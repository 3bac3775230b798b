alter table "UserRoles"
validate constraint "CK_UserRoles_AssignedBy";
