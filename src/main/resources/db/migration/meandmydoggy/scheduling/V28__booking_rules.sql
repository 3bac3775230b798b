create table "BookingRules" (
    "Id" uuid not null default gen_random_uuid(),
    "ProviderId" uuid not null,
    "ServiceCode" varchar(50),
    "MinNoticeMinutes" integer not null default 0,
    "MaxAdvanceDays" integer not null default 30,
    "MaxPerDay" integer,
    "MaxDogs" integer,
    "BufferMinutes" integer not null default 0,
    "CancellationNoticeMinutes" integer not null default 1440,
    "RequiresVaccination" boolean not null default false,
    "RequiresApproval" boolean not null default false,
    "CreatedAt" timestamptz not null default now(),
    "UpdatedAt" timestamptz not null default now(),
    constraint "PK_BookingRules" primary key ("Id")
);

comment on table "BookingRules" is 'What a provider asks of a booking';
comment on column "BookingRules"."ServiceCode" is 'Null: for every service without a rule of its own';
