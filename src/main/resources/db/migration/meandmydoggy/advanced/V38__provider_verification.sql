create table "ProviderVerifications" (
    "Id" uuid not null default gen_random_uuid(),
    "ProviderId" uuid not null,
    "VerificationType" varchar(30) not null,
    "KycVerificationId" uuid,
    "Status" varchar(20) not null default 'Pending',
    "DecidedBy" text,
    "DecidedAt" timestamptz,
    "ExpiresAt" timestamptz,
    "Notes" varchar(2000),
    "CreatedAt" timestamptz not null default now(),
    "UpdatedAt" timestamptz not null default now(),
    constraint "PK_ProviderVerifications" primary key ("Id")
);

comment on table "ProviderVerifications" is 'What was checked of a provider';

create table "ProviderCertifications" (
    "Id" uuid not null default gen_random_uuid(),
    "ProviderId" uuid not null,
    "Name" varchar(200) not null,
    "Issuer" varchar(200) not null,
    "IssuedOn" date,
    "ExpiresOn" date,
    "FileId" uuid,
    "VerificationId" uuid,
    "CreatedAt" timestamptz not null default now(),
    constraint "PK_ProviderCertifications" primary key ("Id")
);

comment on table "ProviderCertifications" is 'Courses and diplomas';
