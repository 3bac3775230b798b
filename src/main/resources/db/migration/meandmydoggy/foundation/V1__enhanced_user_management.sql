-- Each with a constant default or none: PostgreSQL keeps such a default beside the rows that are there and rewrites nothing.
alter table "Users"
add column "FirstName" varchar(100),
add column "LastName" varchar(100),
add column "ProfileImageUrl" varchar(500),
add column "DateOfBirth" date,
add column "Gender" varchar(20),
add column "TimeZone" varchar(50) not null default 'UTC',
add column "PreferredLanguage" varchar(10) not null default 'en',
add column "IsEmailNotificationsEnabled" boolean not null default true,
add column "IsSmsNotificationsEnabled" boolean not null default false,
add column "LastSeenAt" timestamptz,
add column "AccountStatus" varchar(20) not null default 'Active';

comment on column "Users"."TimeZone" is 'A name of the IANA time zone database';
comment on column "Users"."AccountStatus" is 'Active, Suspended, Pending or Deactivated';
