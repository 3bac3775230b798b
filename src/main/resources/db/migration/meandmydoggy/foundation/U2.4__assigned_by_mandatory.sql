alter table "UserRoles"
add constraint "CK_UserRoles_AssignedBy" check ("AssignedBy" is not null) not valid;

alter table "UserRoles"
alter column "AssignedBy" drop not null;

alter table "UserRoles"
validate constraint "CK_UserRoles_AssignedBy";
