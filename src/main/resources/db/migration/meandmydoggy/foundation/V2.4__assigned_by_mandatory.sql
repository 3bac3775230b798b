-- Without reading the table: the constraint is the proof, and is not needed after it.
alter table "UserRoles"
alter column "AssignedBy" set not null;

alter table "UserRoles"
drop constraint "CK_UserRoles_AssignedBy";
