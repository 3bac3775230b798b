alter table "UserRoles"
drop constraint "CK_UserRoles_AssignedBy",
add constraint "CK_UserRoles_AssignedBy" check ("AssignedBy" is not null) not valid;
