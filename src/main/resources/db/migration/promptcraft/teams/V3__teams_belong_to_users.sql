-- A script of its own: a foreign key locks the table that it refers to against writes, and User is in use. There are no
-- rows yet to be looked at.
alter table "Team"
add constraint "Team_ownerId_fkey" foreign key ("ownerId")
    references "User" ("id")
    on delete cascade;

alter table "TeamMember"
add constraint "TeamMember_userId_fkey" foreign key ("userId")
    references "User" ("id")
    on delete cascade;
