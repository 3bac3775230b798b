create table "Addresses" (
    "Id" uuid not null default gen_random_uuid(),
    "UserId" text not null,
    "Label" varchar(50),
    "Line1" varchar(200) not null,
    "Line2" varchar(200),
    "City" varchar(100) not null,
    "Region" varchar(100),
    "PostalCode" varchar(20),
    "CountryCode" varchar(2) not null,
    "Latitude" numeric(9,6),
    "Longitude" numeric(9,6),
    "AccessNotes" varchar(500),
    "IsPrimary" boolean not null default false,
    "CreatedAt" timestamptz not null default now(),
    "UpdatedAt" timestamptz not null default now(),
    constraint "PK_Addresses" primary key ("Id")
);

comment on table "Addresses" is 'Where people live and dogs are fetched';

create table "ServiceAreas" (
    "Id" uuid not null default gen_random_uuid(),
    "ProviderId" uuid not null,
    "City" varchar(100) not null,
    "PostalCode" varchar(20),
    "CountryCode" varchar(2) not null,
    "Latitude" numeric(9,6),
    "Longitude" numeric(9,6),
    "RadiusKm" numeric(5,1),
    "CreatedAt" timestamptz not null default now(),
    constraint "PK_ServiceAreas" primary key ("Id")
);

comment on table "ServiceAreas" is 'Where a provider comes to';
comment on column "ServiceAreas"."RadiusKm" is 'Null: the city only';
