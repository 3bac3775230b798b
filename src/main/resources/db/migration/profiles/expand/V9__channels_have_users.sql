-- Without a default the column needs no rewrite; from here on each row that is written gets its value.
alter table "Channel"
add column "userId" text;

comment on column "Channel"."userId" is 'The user who opened it';

create trigger "Channel_userId_is_profileId"
before insert or update on "Channel"
for each row
execute function "keep_userId_and_profileId_equal"();
