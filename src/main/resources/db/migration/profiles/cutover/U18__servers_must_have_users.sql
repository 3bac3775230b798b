alter table "Server"
add constraint "Server_userId_not_null_check" check ("userId" is not null) not valid;

alter table "Server"
alter column "userId" drop not null;
