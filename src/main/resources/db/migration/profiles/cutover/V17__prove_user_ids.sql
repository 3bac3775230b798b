-- Reads the tables under locks that let the application read and write.
alter table "Server"
validate constraint "Server_userId_not_null_check",
validate constraint "Server_userId_fkey";

alter table "Member"
validate constraint "Member_userId_not_null_check",
validate constraint "Member_userId_fkey";

alter table "Channel"
validate constraint "Channel_userId_not_null_check",
validate constraint "Channel_userId_fkey";
