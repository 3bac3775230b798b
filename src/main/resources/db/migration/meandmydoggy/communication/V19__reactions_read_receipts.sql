create table "MessageReactions" (
    "MessageId" uuid not null,
    "UserId" text not null,
    "Emoji" varchar(20) not null,
    "CreatedAt" timestamptz not null default now(),
    constraint "PK_MessageReactions" primary key ("MessageId", "UserId", "Emoji")
);

comment on table "MessageReactions" is 'One sign of each kind for a person and a message';

create table "MessageReadReceipts" (
    "MessageId" uuid not null,
    "UserId" text not null,
    "ReadAt" timestamptz not null default now(),
    constraint "PK_MessageReadReceipts" primary key ("MessageId", "UserId")
);

comment on table "MessageReadReceipts" is 'Who has read a message, and when';
