create table "ProviderAvailability" (
    "Id" uuid not null default gen_random_uuid(),
    "ProviderId" uuid not null,
    "Weekday" smallint not null,
    "StartsAt" time not null,
    "EndsAt" time not null,
    "TimeZone" varchar(50) not null default 'UTC',
    "ValidFrom" date not null default current_date,
    "ValidUntil" date,
    "CreatedAt" timestamptz not null default now(),
    constraint "PK_ProviderAvailability" primary key ("Id")
);

comment on table "ProviderAvailability" is 'A provider''s ordinary week';
comment on column "ProviderAvailability"."Weekday" is '1 is Monday, 7 is Sunday, as in ISO 8601';

create table "AvailabilityExceptions" (
    "Id" uuid not null default gen_random_uuid(),
    "ProviderId" uuid not null,
    "StartsAt" timestamptz not null,
    "EndsAt" timestamptz not null,
    "IsAvailable" boolean not null default false,
    "Reason" varchar(200),
    "CreatedAt" timestamptz not null default now(),
    constraint "PK_AvailabilityExceptions" primary key ("Id")
);

comment on table "AvailabilityExceptions" is 'Holidays, and days on which a provider works all the same';
