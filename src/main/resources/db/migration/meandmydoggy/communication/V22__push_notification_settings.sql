create table "PushDevices" (
    "Id" uuid not null default gen_random_uuid(),
    "UserId" text not null,
    "Platform" varchar(20) not null,
    "Token" varchar(500) not null,
    "DeviceName" varchar(200),
    "IsActive" boolean not null default true,
    "LastUsedAt" timestamptz not null default now(),
    "CreatedAt" timestamptz not null default now(),
    constraint "PK_PushDevices" primary key ("Id"),
    constraint "UQ_PushDevices_Token" unique ("Token")
);

comment on table "PushDevices" is 'Devices that can be pushed to';

create table "PushNotificationSettings" (
    "UserId" text not null,
    "Category" varchar(50) not null,
    "IsEnabled" boolean not null default true,
    "QuietFrom" time,
    "QuietUntil" time,
    "UpdatedAt" timestamptz not null default now(),
    constraint "PK_PushNotificationSettings" primary key ("UserId", "Category")
);

comment on table "PushNotificationSettings" is 'What a person wants to be pushed, by category';
comment on column "PushNotificationSettings"."QuietFrom" is 'In the person''s own time zone';
