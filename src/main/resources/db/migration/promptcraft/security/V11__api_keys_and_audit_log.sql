create table "ApiKey" (
    "id" text not null,
    "teamId" text not null,
    "name" text not null,
    "hashedKey" text not null,
    "createdAt" timestamp(3) not null default current_timestamp,
    "expiresAt" timestamp(3),
    "scopes" text[] not null,
    constraint "ApiKey_pkey" primary key ("id"),
    constraint "ApiKey_hashedKey_check" check ("hashedKey" ~ '^[0-9a-f]{64}$')
);

comment on table "ApiKey" is 'Keys with which programs act for a team';
comment on column "ApiKey"."hashedKey" is 'SHA-256 of the key in lower-case hex; the key itself is shown once, and never reaches the database';

create table "AuditLog" (
    "id" text not null,
    "userId" text not null,
    "teamId" text,
    "action" text not null,
    "resourceType" text not null,
    "resourceId" text not null,
    "metadata" jsonb,
    "createdAt" timestamp(3) not null default current_timestamp,
    constraint "AuditLog_pkey" primary key ("id")
);

comment on table "AuditLog" is 'Who did what; the application adds rows, and deleteExpiredAuditLog takes them away';
comment on column "AuditLog"."teamId" is 'Null for what concerns no team, such as signing in';

create table "AuditRetention" (
    "teamId" text not null,
    "keepDays" integer not null,
    constraint "AuditRetention_pkey" primary key ("teamId"),
    constraint "AuditRetention_keepDays_check" check ("keepDays" >= 90)
);

comment on table "AuditRetention" is 'How long a team keeps its audit log, where that is not the 730 days of everybody';

create index "ApiKey_teamId_idx"
on "ApiKey" ("teamId");

-- Unique, since a key must belong to one team.
create unique index "ApiKey_hashedKey_idx"
on "ApiKey" ("hashedKey");

create index "AuditLog_userId_idx"
on "AuditLog" ("userId");

create index "AuditLog_teamId_idx"
on "AuditLog" ("teamId");

create index "AuditLog_createdAt_idx"
on "AuditLog" ("createdAt");
