-- Not valid again, as they were added.
alter table "Roles"
drop constraint "CK_Roles_Level",
add constraint "CK_Roles_Level" check ("Level" > 0 and "MaxUsers" > 0) not valid;

alter table "Users"
drop constraint "CK_Users_DateOfBirth",
add constraint "CK_Users_DateOfBirth" check ("DateOfBirth" > '1900-01-01') not valid;

alter table "Users"
drop constraint "CK_Users_AccountStatus",
add constraint "CK_Users_AccountStatus" check (
    "AccountStatus" in ('Active', 'Suspended', 'Pending', 'Deactivated')
) not valid;
