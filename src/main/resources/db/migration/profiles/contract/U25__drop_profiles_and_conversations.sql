-- The tables as they were, empty: their rows come back from the backup that was taken before they were dropped, which is
-- restored before U24 to U22 connect servers, members and channels with "Profile" again.

create function "keep_userId_and_profileId_equal"() returns trigger
language plpgsql
set search_path = pg_catalog
as $$
begin
    if tg_op = 'UPDATE' and new."userId" is distinct from old."userId" then
        new."profileId" := new."userId";
    elsif tg_op = 'UPDATE' and new."profileId" is distinct from old."profileId" then
        new."userId" := new."profileId";
    else
        new."userId" := coalesce(new."userId", new."profileId");
        new."profileId" := coalesce(new."profileId", new."userId");
    end if;
    return new;
end
$$;

comment on function "keep_userId_and_profileId_equal"() is 'For as long as two versions of the application are in use';

create table "Profile" (
    "id" text not null,
    "userId" text not null,
    "name" text not null,
    "imageUrl" text not null,
    "email" text not null,
    "stripeCustomerId" text,
    "stripeSubscriptionId" text,
    "stripePriceId" text,
    "stripeCurrentPeriodEnd" timestamp(3),
    "subscriptionStatus" text,
    "createdAt" timestamp(3) not null default current_timestamp,
    "updatedAt" timestamp(3) not null,
    constraint "Profile_pkey" primary key ("id")
);

comment on table "Profile" is 'People, with their sign-in and their subscription';
comment on column "Profile"."userId" is 'The key that the sign-in provider knows the person by';
comment on column "Profile"."subscriptionStatus" is 'As Stripe''s webhook sent it; an early version wrote capitals. Without a customer it was given by hand';

create unique index "Profile_userId_key"
on "Profile" ("userId");

create unique index "Profile_stripeCustomerId_key"
on "Profile" ("stripeCustomerId");

create unique index "Profile_stripeSubscriptionId_key"
on "Profile" ("stripeSubscriptionId");

create table "Conversation" (
    "id" text not null,
    "memberOneId" text not null,
    "memberTwoId" text not null,
    constraint "Conversation_pkey" primary key ("id"),
    constraint "Conversation_memberOneId_fkey" foreign key ("memberOneId")
        references "Member" ("id")
        on update cascade
        on delete cascade,
    constraint "Conversation_memberTwoId_fkey" foreign key ("memberTwoId")
        references "Member" ("id")
        on update cascade
        on delete cascade
);

comment on table "Conversation" is 'Two members of a server who write to each other';

create unique index "Conversation_memberOneId_memberTwoId_key"
on "Conversation" ("memberOneId", "memberTwoId");

create index "Conversation_memberTwoId_idx"
on "Conversation" ("memberTwoId");

create table "DirectMessage" (
    "id" text not null,
    "content" text not null,
    "fileUrl" text,
    "memberId" text not null,
    "conversationId" text not null,
    "deleted" boolean not null default false,
    "createdAt" timestamp(3) not null default current_timestamp,
    "updatedAt" timestamp(3) not null,
    constraint "DirectMessage_pkey" primary key ("id"),
    constraint "DirectMessage_memberId_fkey" foreign key ("memberId")
        references "Member" ("id")
        on update cascade
        on delete cascade,
    constraint "DirectMessage_conversationId_fkey" foreign key ("conversationId")
        references "Conversation" ("id")
        on update cascade
        on delete cascade
);

comment on table "DirectMessage" is 'What two members write to each other';

create index "DirectMessage_memberId_idx"
on "DirectMessage" ("memberId");

create index "DirectMessage_conversationId_idx"
on "DirectMessage" ("conversationId");

create function "write_Subscription_to_Profile"() returns trigger
language plpgsql
as $$
begin
    if tg_op = 'DELETE' then
        update "Profile" p
        set "stripeCustomerId" = null,
            "stripeSubscriptionId" = null,
            "stripePriceId" = null,
            "stripeCurrentPeriodEnd" = null,
            "subscriptionStatus" = null
        where p."id" = old."userId"
            and num_nonnulls(p."stripeCustomerId", p."subscriptionStatus") > 0;
        return null;
    end if;
    update "Profile" p
    set "stripeCustomerId" = new."stripeCustomerId",
        "stripeSubscriptionId" = new."stripeSubscriptionId",
        "stripePriceId" = new."stripePriceId",
        "stripeCurrentPeriodEnd" = new."currentPeriodEnd" at time zone 'UTC',
        "subscriptionStatus" = case
            when coalesce(lower(p."subscriptionStatus"), 'incomplete') = new."status" then p."subscriptionStatus"
            else new."status"
        end
    where p."id" = new."userId"
        and (
            p."stripeCustomerId", p."stripeSubscriptionId", p."stripePriceId", p."stripeCurrentPeriodEnd",
            coalesce(lower(p."subscriptionStatus"), 'incomplete')
        ) is distinct from (
            new."stripeCustomerId", new."stripeSubscriptionId", new."stripePriceId",
            new."currentPeriodEnd" at time zone 'UTC', new."status"
        );
    return null;
end
$$;

comment on function "write_Subscription_to_Profile"() is 'For as long as the old application is in use';

create trigger "Subscription_is_part_of_Profile"
after insert or update or delete on "Subscription"
for each row
execute function "write_Subscription_to_Profile"();
