-- Without a default the column needs no rewrite; from here on each row that is written gets its value.
alter table "Server"
add column "userId" text;

comment on column "Server"."userId" is 'The user who founded it';

create trigger "Server_userId_is_profileId"
before insert or update on "Server"
for each row
execute function "keep_userId_and_profileId_equal"();
