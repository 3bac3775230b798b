-- Proven again, as it was; the column is not null until then, so that nothing else can come in between.
alter table "Server"
add constraint "Server_userId_not_null_check" check ("userId" is not null) not valid;

alter table "Server"
validate constraint "Server_userId_not_null_check";

alter table "Server"
alter column "userId" drop not null;
