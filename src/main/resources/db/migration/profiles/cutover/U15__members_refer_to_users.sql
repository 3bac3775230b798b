alter table "Member"
drop constraint "Member_userId_not_null_check",
drop constraint "Member_userId_fkey";
