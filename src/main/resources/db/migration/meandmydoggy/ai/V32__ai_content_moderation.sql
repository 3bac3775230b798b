create table "AiModerationResults" (
    "Id" uuid not null default gen_random_uuid(),
    "EntityType" varchar(50) not null,
    "EntityId" varchar(100) not null,
    "ContentHash" varchar(64) not null,
    "Verdict" varchar(20) not null,
    "Score" numeric(4,3) not null,
    "Categories" jsonb not null default '{}',
    "ModelName" varchar(100) not null,
    "ModelVersion" varchar(50) not null,
    "CreatedAt" timestamptz not null default now(),
    constraint "PK_AiModerationResults" primary key ("Id")
);

comment on table "AiModerationResults" is 'What a model thinks of something that somebody wrote or uploaded';
comment on column "AiModerationResults"."EntityId" is 'Text, since keys of different tables have different types';

create table "ModerationActions" (
    "Id" uuid not null default gen_random_uuid(),
    "ResultId" uuid not null,
    "ModeratorId" text,
    "Action" varchar(20) not null,
    "Reason" varchar(1000),
    "CreatedAt" timestamptz not null default now(),
    constraint "PK_ModerationActions" primary key ("Id")
);

comment on table "ModerationActions" is 'What a person decided about it';
