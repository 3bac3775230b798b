create table "DogMedicalRecords" (
    "Id" uuid not null default gen_random_uuid(),
    "DogId" uuid not null,
    "RecordType" varchar(30) not null,
    "Title" varchar(200) not null,
    "Description" text,
    "VeterinarianName" varchar(200),
    "ClinicName" varchar(200),
    "OccurredOn" date not null,
    "NextDueOn" date,
    "Cost" numeric(10,2),
    "Currency" varchar(3),
    "FileId" uuid,
    "CreatedBy" text,
    "CreatedAt" timestamptz not null default now(),
    "UpdatedAt" timestamptz not null default now(),
    constraint "PK_DogMedicalRecords" primary key ("Id")
);

comment on table "DogMedicalRecords" is 'What happened to a dog''s health';

create table "DogVaccinations" (
    "Id" uuid not null default gen_random_uuid(),
    "DogId" uuid not null,
    "MedicalRecordId" uuid,
    "VaccineName" varchar(100) not null,
    "BatchNumber" varchar(50),
    "AdministeredOn" date not null,
    "ValidUntil" date,
    "AdministeredBy" varchar(200),
    "CreatedAt" timestamptz not null default now(),
    constraint "PK_DogVaccinations" primary key ("Id")
);

comment on table "DogVaccinations" is 'Vaccinations, as bookings ask for them';
