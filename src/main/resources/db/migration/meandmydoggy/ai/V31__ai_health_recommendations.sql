create table "AiHealthRecommendations" (
    "Id" uuid not null default gen_random_uuid(),
    "DogId" uuid not null,
    "RequestedBy" text,
    "Category" varchar(50) not null,
    "Recommendation" text not null,
    "Severity" varchar(20) not null default 'Info',
    "Confidence" numeric(4,3) not null,
    "ModelName" varchar(100) not null,
    "ModelVersion" varchar(50) not null,
    "Inputs" jsonb not null default '{}',
    "Status" varchar(20) not null default 'New',
    "ReviewedBy" text,
    "ReviewedAt" timestamptz,
    "CreatedAt" timestamptz not null default now(),
    constraint "PK_AiHealthRecommendations" primary key ("Id")
);

comment on table "AiHealthRecommendations" is 'What a model recommends for a dog; never a diagnosis';
comment on column "AiHealthRecommendations"."Inputs" is 'What the model was given, so that it can be asked again';
