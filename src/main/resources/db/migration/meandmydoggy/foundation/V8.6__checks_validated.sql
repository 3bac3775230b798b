alter table "Users"
validate constraint "CK_Users_AccountStatus";

alter table "Users"
validate constraint "CK_Users_DateOfBirth";

alter table "Roles"
validate constraint "CK_Roles_Level";
