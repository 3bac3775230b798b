create table "StoredFiles" (
    "Id" uuid not null default gen_random_uuid(),
    "OwnerId" text,
    "FileName" varchar(255) not null,
    "ContentType" varchar(100) not null,
    "SizeBytes" bigint not null,
    "StorageKey" varchar(500) not null,
    "Sha256" varchar(64) not null,
    "Visibility" varchar(20) not null default 'Private',
    "ScanStatus" varchar(20) not null default 'Pending',
    "CreatedAt" timestamptz not null default now(),
    "DeletedAt" timestamptz,
    constraint "PK_StoredFiles" primary key ("Id"),
    constraint "UQ_StoredFiles_StorageKey" unique ("StorageKey")
);

comment on table "StoredFiles" is 'What is kept in the object store, and whose it is';
comment on column "StoredFiles"."FileName" is 'As uploaded, for display only';
comment on column "StoredFiles"."DeletedAt" is 'The object goes some days later';

create table "FileShares" (
    "FileId" uuid not null,
    "UserId" text not null,
    "GrantedBy" text,
    "GrantedAt" timestamptz not null default now(),
    "ExpiresAt" timestamptz,
    constraint "PK_FileShares" primary key ("FileId", "UserId")
);

comment on table "FileShares" is 'Who else may open a file';
