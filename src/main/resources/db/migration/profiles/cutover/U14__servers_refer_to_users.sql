alter table "Server"
drop constraint "Server_userId_not_null_check",
drop constraint "Server_userId_fkey";
