-- The proven constraint spares the server another look at each row, and is of no more use after that.
alter table "Member"
alter column "userId" set not null;

alter table "Member"
drop constraint "Member_userId_not_null_check";
