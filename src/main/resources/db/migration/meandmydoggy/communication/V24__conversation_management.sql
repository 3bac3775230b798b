create table "ConversationSettings" (
    "ConversationId" uuid not null,
    "UserId" text not null,
    "IsPinned" boolean not null default false,
    "IsArchived" boolean not null default false,
    "MutedUntil" timestamptz,
    "CustomTitle" varchar(200),
    "UpdatedAt" timestamptz not null default now(),
    constraint "PK_ConversationSettings" primary key ("ConversationId", "UserId")
);

comment on table "ConversationSettings" is 'How a participant sees a conversation';
comment on column "ConversationSettings"."MutedUntil" is '''infinity'': for good';

create table "ConversationInvitations" (
    "Id" uuid not null default gen_random_uuid(),
    "ConversationId" uuid not null,
    "InvitedBy" text,
    "InviteeId" text not null,
    "Status" varchar(20) not null default 'Pending',
    "CreatedAt" timestamptz not null default now(),
    "RespondedAt" timestamptz,
    constraint "PK_ConversationInvitations" primary key ("Id")
);

comment on table "ConversationInvitations" is 'Who was asked into a conversation';

create table "BlockedUsers" (
    "BlockerId" text not null,
    "BlockedId" text not null,
    "Reason" varchar(500),
    "CreatedAt" timestamptz not null default now(),
    constraint "PK_BlockedUsers" primary key ("BlockerId", "BlockedId")
);

comment on table "BlockedUsers" is 'Who does not want to hear from whom';
