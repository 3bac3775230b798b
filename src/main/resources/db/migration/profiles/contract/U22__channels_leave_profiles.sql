-- The column comes back at the end of the table, filled from the users, whose keys are those of their profiles.
alter table "Channel"
add column "profileId" text;

update "Channel"
set "profileId" = "userId";

alter table "Channel"
alter column "profileId" set not null;

create index "Channel_profileId_idx"
on "Channel" ("profileId");

alter table "Channel"
add constraint "Channel_profileId_fkey" foreign key ("profileId")
    references "Profile" ("id")
    on update cascade
    on delete cascade;

create trigger "Channel_userId_is_profileId"
before insert or update on "Channel"
for each row
execute function "keep_userId_and_profileId_equal"();
