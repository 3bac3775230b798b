-- Each with a constant default or none, so that no row is rewritten.
alter table "ServiceProviders"
add column "YearsOfExperience" smallint,
add column "AverageRating" numeric(3,2),
add column "ReviewCount" integer not null default 0,
add column "AcceptsBookings" boolean not null default true,
add column "InstantBooking" boolean not null default false,
add column "InsuranceExpiresOn" date,
add column "Slug" varchar(120);

-- A statement of its own: with the column, it would be called for every row that is there, under a lock.
alter table "ServiceProviders"
alter column "Slug" set default 'p-' || gen_random_uuid();

comment on column "ServiceProviders"."Slug" is 'The provider''s address on the platform';
comment on column "ServiceProviders"."AverageRating" is 'Null without reviews';

create table "ProviderServices" (
    "ProviderId" uuid not null,
    "ServiceCode" varchar(50) not null,
    "Price" numeric(10,2),
    "PriceUnit" varchar(20) not null default 'Hour',
    "Currency" varchar(3) not null default 'EUR',
    "DurationMinutes" integer,
    "IsActive" boolean not null default true,
    "CreatedAt" timestamptz not null default now(),
    "UpdatedAt" timestamptz not null default now(),
    constraint "PK_ProviderServices" primary key ("ProviderId", "ServiceCode")
);

comment on table "ProviderServices" is 'What a provider offers, and for how much';
comment on column "ProviderServices"."Price" is 'Null: on request';
comment on column "ProviderServices"."DurationMinutes" is 'Null: as the service says';
