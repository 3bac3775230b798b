alter table "Channel"
add constraint "Channel_userId_not_null_check" check ("userId" is not null) not valid;

alter table "Channel"
alter column "userId" drop not null;
