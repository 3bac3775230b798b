-- Proven again, as it was; the column is not null until then, so that nothing else can come in between.
alter table "Member"
add constraint "Member_userId_not_null_check" check ("userId" is not null) not valid;

alter table "Member"
validate constraint "Member_userId_not_null_check";

alter table "Member"
alter column "userId" drop not null;
