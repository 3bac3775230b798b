-- Without a default the column needs no rewrite; from here on each row that is written gets its value.
alter table "Member"
add column "userId" text;

comment on column "Member"."userId" is 'The user who takes part';

create trigger "Member_userId_is_profileId"
before insert or update on "Member"
for each row
execute function "keep_userId_and_profileId_equal"();
