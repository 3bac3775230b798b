-- Proven again, as it was; the column is not null until then, so that nothing else can come in between.
alter table "Channel"
add constraint "Channel_userId_not_null_check" check ("userId" is not null) not valid;

alter table "Channel"
validate constraint "Channel_userId_not_null_check";

alter table "Channel"
alter column "userId" drop not null;
