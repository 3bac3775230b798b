-- The column comes back at the end of the table, filled from the users, whose keys are those of their profiles.
alter table "Server"
add column "profileId" text;

update "Server"
set "profileId" = "userId";

alter table "Server"
alter column "profileId" set not null;

create index "Server_profileId_idx"
on "Server" ("profileId");

-- Not valid for as long as the rows of "Profile" are not back from the backup, or lack users who came since.
alter table "Server"
add constraint "Server_profileId_fkey" foreign key ("profileId")
    references "Profile" ("id")
    on update cascade
    on delete cascade
    not valid;

do $$
begin
    if not exists (
        select
        from "Server" t
        left join "Profile" p on p."id" = t."profileId"
        where p."id" is null
    ) then
        alter table "Server"
        validate constraint "Server_profileId_fkey";
    end if;
end
$$;

create trigger "Server_userId_is_profileId"
before insert or update on "Server"
for each row
execute function "keep_userId_and_profileId_equal"();
