-- The proven constraint spares the server another look at each row, and is of no more use after that.
alter table "Channel"
alter column "userId" set not null;

alter table "Channel"
drop constraint "Channel_userId_not_null_check";
