create table "UserSettings" (
    "UserId" text not null,
    "Theme" varchar(20) not null default 'System',
    "DateFormat" varchar(20) not null default 'yyyy-MM-dd',
    "WeightUnit" varchar(10) not null default 'kg',
    "DistanceUnit" varchar(10) not null default 'km',
    "ProfileVisibility" varchar(20) not null default 'Members',
    "ShowOnlineStatus" boolean not null default true,
    "MarketingConsentAt" timestamptz,
    "CreatedAt" timestamptz not null default now(),
    "UpdatedAt" timestamptz not null default now(),
    constraint "PK_UserSettings" primary key ("UserId")
);

comment on table "UserSettings" is 'How a person wants the application to be; no row means the defaults';
comment on column "UserSettings"."MarketingConsentAt" is 'Null: no consent';

create table "UserPreferences" (
    "UserId" text not null,
    "PreferenceKey" varchar(200) not null,
    "PreferenceValue" jsonb not null,
    "UpdatedAt" timestamptz not null default now(),
    constraint "PK_UserPreferences" primary key ("UserId", "PreferenceKey")
);

comment on table "UserPreferences" is 'Small things that a screen remembers';
