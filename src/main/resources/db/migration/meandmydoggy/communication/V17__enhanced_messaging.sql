-- Risk: high. People write to each other while this runs.

create table "Conversations" (
    "Id" uuid not null default gen_random_uuid(),
    "Type" varchar(20) not null default 'Direct',
    "Title" varchar(200),
    "CreatedBy" text,
    "CreatedAt" timestamptz not null default now(),
    "ClosedAt" timestamptz,
    constraint "PK_Conversations" primary key ("Id")
);

comment on table "Conversations" is 'Who talks with whom; a thread of the old messages is one between two';

create table "ConversationParticipants" (
    "ConversationId" uuid not null,
    "UserId" text not null,
    "Role" varchar(20) not null default 'Member',
    "JoinedAt" timestamptz not null default now(),
    "LeftAt" timestamptz,
    constraint "PK_ConversationParticipants" primary key ("ConversationId", "UserId")
);

comment on table "ConversationParticipants" is 'Who takes part in a conversation';

create table "ConversationMessages" (
    "Id" uuid not null default gen_random_uuid(),
    "ConversationId" uuid not null,
    "SenderId" text not null,
    "ReplyToId" uuid,
    "MessageType" varchar(20) not null default 'Text',
    "Content" text not null default '',
    "IsDeleted" boolean not null default false,
    "SentAt" timestamptz not null default now(),
    "EditedAt" timestamptz,
    constraint "PK_ConversationMessages" primary key ("Id")
);

comment on table "ConversationMessages" is 'What is said in a conversation';
comment on column "ConversationMessages"."IsDeleted" is 'Hidden from everybody, kept for moderation';
