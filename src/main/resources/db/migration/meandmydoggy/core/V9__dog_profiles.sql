-- Risk: high. The entity that everything else on the platform is about.

create table "DogProfiles" (
    "Id" uuid not null default gen_random_uuid(),
    "OwnerId" text not null,
    "Name" varchar(100) not null,
    "Breed" varchar(100),
    "SecondaryBreed" varchar(100),
    "Birthdate" date,
    "Weight" numeric(5,2),
    "Height" numeric(5,2),
    "Gender" varchar(10),
    "IsSpayedNeutered" boolean default false,
    "CoatColor" varchar(100),
    "CoatType" varchar(50),
    "EyeColor" varchar(50),
    "MicrochipNumber" varchar(50),
    "RegistrationNumber" varchar(100),
    "EmergencyContactName" varchar(200),
    "EmergencyContactPhone" varchar(50),
    "EmergencyContactRelationship" varchar(100),
    "VeterinarianName" varchar(200),
    "VeterinarianPhone" varchar(50),
    "VeterinarianAddress" varchar(500),
    "EnergyLevel" varchar(20),
    "SocializationLevel" varchar(20),
    "TrainingLevel" varchar(20),
    "SpecialNeeds" text,
    "Medications" text,
    "Allergies" text,
    "BehaviorNotes" text,
    "DietaryRestrictions" text,
    "ProfileImageUrl" varchar(500),
    "AdditionalPhotos" jsonb,
    "Origin" varchar(20) not null default 'Application',
    "IsActive" boolean not null default true,
    "CreatedAt" timestamptz not null default now(),
    "UpdatedAt" timestamptz not null default now(),
    "SearchVector" tsvector generated always as (
        setweight(to_tsvector('simple', "Name"), 'A')
        || setweight(to_tsvector('simple', coalesce("Breed", '') || ' ' || coalesce("SecondaryBreed", '')), 'B')
        || setweight(to_tsvector('english', coalesce("SpecialNeeds", '') || ' ' || coalesce("BehaviorNotes", '')), 'C')
    ) stored,
    constraint "PK_DogProfiles" primary key ("Id")
);

comment on table "DogProfiles" is 'Dogs and what is known about them';
comment on column "DogProfiles"."SecondaryBreed" is 'For mixed breeds';
comment on column "DogProfiles"."Weight" is 'In kilograms';
comment on column "DogProfiles"."Height" is 'In inches';
comment on column "DogProfiles"."AdditionalPhotos" is 'An array of addresses';
comment on column "DogProfiles"."Origin" is 'The table that the row was moved from';
