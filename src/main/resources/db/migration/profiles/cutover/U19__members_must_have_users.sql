alter table "Member"
add constraint "Member_userId_not_null_check" check ("userId" is not null) not valid;

alter table "Member"
alter column "userId" drop not null;
