create table "MessageAttachments" (
    "Id" uuid not null default gen_random_uuid(),
    "MessageId" uuid not null,
    "FileId" uuid,
    "Url" varchar(500),
    "FileName" varchar(255) not null,
    "ContentType" varchar(100),
    "SizeBytes" bigint,
    "Width" integer,
    "Height" integer,
    "DurationSeconds" integer,
    "CreatedAt" timestamptz not null default now(),
    constraint "PK_MessageAttachments" primary key ("Id")
);

comment on table "MessageAttachments" is 'Files and pictures in messages';
comment on column "MessageAttachments"."FileId" is 'Null for what was attached before files were kept in StoredFiles';
