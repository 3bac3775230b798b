-- The rows of "Profile" are back from the backup, but for those of users who came since.
insert into "Profile" (
    "id", "userId", "name", "imageUrl", "email", "stripeCustomerId", "stripeSubscriptionId", "stripePriceId",
    "stripeCurrentPeriodEnd", "subscriptionStatus", "createdAt", "updatedAt"
)
select
    u."id",
    u."userId",
    u."name",
    u."imageUrl",
    u."email",
    s."stripeCustomerId",
    s."stripeSubscriptionId",
    s."stripePriceId",
    s."currentPeriodEnd" at time zone 'UTC',
    s."status",
    u."createdAt" at time zone 'UTC',
    u."updatedAt" at time zone 'UTC'
from "User" u
left join "Subscription" s on s."userId" = u."id"
where not exists (
    select
    from "Profile" p
    where p."id" = u."id"
);

-- The column comes back at the end of the table, filled from the users, whose keys are those of their profiles.
alter table "Server"
add column "profileId" text;

update "Server"
set "profileId" = "userId";

alter table "Server"
alter column "profileId" set not null;

create index "Server_profileId_idx"
on "Server" ("profileId");

alter table "Server"
add constraint "Server_profileId_fkey" foreign key ("profileId")
    references "Profile" ("id")
    on update cascade
    on delete cascade;

create trigger "Server_userId_is_profileId"
before insert or update on "Server"
for each row
execute function "keep_userId_and_profileId_equal"();
