alter table "AuthLog"
drop constraint "AuthLog_firmId_fkey";

alter table "AuthLog"
drop constraint "AuthLog_userId_fkey";
