-- The schema of a chat application before the plan: a profile is a person, the sign-in at an external provider and what
-- Stripe says, in one row. Names are as Prisma writes them, so they are quoted; keys are uuids kept as text, and times have
-- no time zone: Prisma writes UTC.

create type "ServerRole" as enum ('ADMIN', 'MODERATOR', 'GUEST');

create type "ChannelType" as enum ('TEXT', 'AUDIO', 'VIDEO');

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

create table "Server" (
    "id" text not null,
    "name" text not null,
    "imageUrl" text not null,
    "inviteCode" text not null,
    "profileId" text not null,
    "createdAt" timestamp(3) not null default current_timestamp,
    "updatedAt" timestamp(3) not null,
    constraint "Server_pkey" primary key ("id"),
    constraint "Server_profileId_fkey" foreign key ("profileId")
        references "Profile" ("id")
        on update cascade
        on delete cascade
);

comment on table "Server" is 'Communities; the profile is the one who founded it';

create unique index "Server_inviteCode_key"
on "Server" ("inviteCode");

create index "Server_profileId_idx"
on "Server" ("profileId");

create table "Member" (
    "id" text not null,
    "role" "ServerRole" not null default 'GUEST',
    "profileId" text not null,
    "serverId" text not null,
    "createdAt" timestamp(3) not null default current_timestamp,
    "updatedAt" timestamp(3) not null,
    constraint "Member_pkey" primary key ("id"),
    constraint "Member_profileId_fkey" foreign key ("profileId")
        references "Profile" ("id")
        on update cascade
        on delete cascade,
    constraint "Member_serverId_fkey" foreign key ("serverId")
        references "Server" ("id")
        on update cascade
        on delete cascade
);

comment on table "Member" is 'Who takes part in a server; who clicked an invitation twice is there twice';
comment on column "Member"."role" is 'What a member may do in the server';

create index "Member_profileId_idx"
on "Member" ("profileId");

create index "Member_serverId_idx"
on "Member" ("serverId");

create table "Channel" (
    "id" text not null,
    "name" text not null,
    "type" "ChannelType" not null default 'TEXT',
    "profileId" text not null,
    "serverId" text not null,
    "createdAt" timestamp(3) not null default current_timestamp,
    "updatedAt" timestamp(3) not null,
    constraint "Channel_pkey" primary key ("id"),
    constraint "Channel_profileId_fkey" foreign key ("profileId")
        references "Profile" ("id")
        on update cascade
        on delete cascade,
    constraint "Channel_serverId_fkey" foreign key ("serverId")
        references "Server" ("id")
        on update cascade
        on delete cascade
);

comment on table "Channel" is 'Rooms of a server; the profile is the one who opened it';

create index "Channel_profileId_idx"
on "Channel" ("profileId");

create index "Channel_serverId_idx"
on "Channel" ("serverId");

create table "Message" (
    "id" text not null,
    "content" text not null,
    "fileUrl" text,
    "memberId" text not null,
    "channelId" text not null,
    "deleted" boolean not null default false,
    "createdAt" timestamp(3) not null default current_timestamp,
    "updatedAt" timestamp(3) not null,
    constraint "Message_pkey" primary key ("id"),
    constraint "Message_memberId_fkey" foreign key ("memberId")
        references "Member" ("id")
        on update cascade
        on delete cascade,
    constraint "Message_channelId_fkey" foreign key ("channelId")
        references "Channel" ("id")
        on update cascade
        on delete cascade
);

comment on table "Message" is 'What members write in channels; a deleted message keeps its row';

create index "Message_memberId_idx"
on "Message" ("memberId");

create index "Message_channelId_createdAt_idx"
on "Message" ("channelId", "createdAt");

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
