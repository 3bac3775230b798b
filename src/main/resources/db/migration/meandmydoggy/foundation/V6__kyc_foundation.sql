create table "KycVerifications" (
    "Id" uuid not null default gen_random_uuid(),
    "UserId" text not null,
    "VerificationType" varchar(30) not null,
    "Status" varchar(20) not null default 'Pending',
    "Provider" varchar(100),
    "ProviderReference" varchar(200),
    "SubmittedAt" timestamptz not null default now(),
    "ReviewedAt" timestamptz,
    "ReviewedBy" text,
    "RejectionReason" varchar(500),
    "ExpiresAt" timestamptz,
    "CreatedAt" timestamptz not null default now(),
    "UpdatedAt" timestamptz not null default now(),
    constraint "PK_KycVerifications" primary key ("Id")
);

comment on table "KycVerifications" is 'A person''s proof of who they are, one row for each time it is asked for';
comment on column "KycVerifications"."Provider" is 'Who checks, if not one of us';

create table "KycDocuments" (
    "Id" uuid not null default gen_random_uuid(),
    "VerificationId" uuid not null,
    "FileId" uuid not null,
    "DocumentType" varchar(30) not null,
    "IssuingCountry" varchar(2),
    "DocumentNumberHash" varchar(128),
    "IssuedOn" date,
    "ExpiresOn" date,
    "CreatedAt" timestamptz not null default now(),
    constraint "PK_KycDocuments" primary key ("Id")
);

comment on table "KycDocuments" is 'Papers shown for a verification';
comment on column "KycDocuments"."DocumentNumberHash" is 'The number itself is not kept';
