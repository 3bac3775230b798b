-- The proven constraint spares the server another look at each row, and is of no more use after that.
alter table "Server"
alter column "userId" set not null;

alter table "Server"
drop constraint "Server_userId_not_null_check";
