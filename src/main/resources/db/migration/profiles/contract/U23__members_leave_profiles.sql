-- The column comes back at the end of the table, filled from the users, whose keys are those of their profiles.
alter table "Member"
add column "profileId" text;

update "Member"
set "profileId" = "userId";

alter table "Member"
alter column "profileId" set not null;

create index "Member_profileId_idx"
on "Member" ("profileId");

alter table "Member"
add constraint "Member_profileId_fkey" foreign key ("profileId")
    references "Profile" ("id")
    on update cascade
    on delete cascade;

create trigger "Member_userId_is_profileId"
before insert or update on "Member"
for each row
execute function "keep_userId_and_profileId_equal"();
