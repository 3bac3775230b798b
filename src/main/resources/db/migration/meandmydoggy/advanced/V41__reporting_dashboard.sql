create table "ReportDefinitions" (
    "Id" uuid not null default gen_random_uuid(),
    "Name" varchar(200) not null,
    "Description" varchar(1000),
    "Definition" jsonb not null,
    "RequiredPermission" varchar(256),
    "CreatedBy" text,
    "CreatedAt" timestamptz not null default now(),
    "UpdatedAt" timestamptz not null default now(),
    constraint "PK_ReportDefinitions" primary key ("Id"),
    constraint "UQ_ReportDefinitions_Name" unique ("Name")
);

comment on table "ReportDefinitions" is 'Reports that can be run';
comment on column "ReportDefinitions"."RequiredPermission" is 'Who may run it; null: everybody';

create table "ReportRuns" (
    "Id" uuid not null default gen_random_uuid(),
    "ReportId" uuid not null,
    "RequestedBy" text,
    "Parameters" jsonb not null default '{}',
    "Status" varchar(20) not null default 'Queued',
    "ResultFileId" uuid,
    "ErrorMessage" varchar(2000),
    "RequestedAt" timestamptz not null default now(),
    "FinishedAt" timestamptz,
    constraint "PK_ReportRuns" primary key ("Id")
);

comment on table "ReportRuns" is 'When a report was run, and what came of it';

create table "DashboardWidgets" (
    "Id" uuid not null default gen_random_uuid(),
    "UserId" text not null,
    "WidgetType" varchar(50) not null,
    "ReportId" uuid,
    "Position" integer not null,
    "Configuration" jsonb not null default '{}',
    "UpdatedAt" timestamptz not null default now(),
    constraint "PK_DashboardWidgets" primary key ("Id")
);

comment on table "DashboardWidgets" is 'What a person''s dashboard shows';
