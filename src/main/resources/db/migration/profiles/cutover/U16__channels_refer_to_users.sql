alter table "Channel"
drop constraint "Channel_userId_not_null_check",
drop constraint "Channel_userId_fkey";
