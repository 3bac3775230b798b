create table "CalendarConnections" (
    "Id" uuid not null default gen_random_uuid(),
    "UserId" text not null,
    "Provider" varchar(20) not null,
    "ExternalAccount" varchar(256) not null,
    "CredentialReference" varchar(200) not null,
    "SyncToken" varchar(1000),
    "LastSyncedAt" timestamptz,
    "IsActive" boolean not null default true,
    "CreatedAt" timestamptz not null default now(),
    constraint "PK_CalendarConnections" primary key ("Id")
);

comment on table "CalendarConnections" is 'Calendars elsewhere that are kept in step';
comment on column "CalendarConnections"."CredentialReference" is 'Where the secret store has the token; it is not kept here';

create table "CalendarEvents" (
    "Id" uuid not null default gen_random_uuid(),
    "ConnectionId" uuid not null,
    "AppointmentId" uuid,
    "ExternalId" varchar(500) not null,
    "Title" varchar(500),
    "StartsAt" timestamptz not null,
    "EndsAt" timestamptz not null,
    "IsBusy" boolean not null default true,
    "UpdatedAt" timestamptz not null default now(),
    constraint "PK_CalendarEvents" primary key ("Id")
);

comment on table "CalendarEvents" is 'What those calendars hold, and what was written to them';
