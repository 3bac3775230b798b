create table "UsageAnalytics" (
    "id" text not null,
    "userId" text not null,
    "teamId" text,
    "feature" text not null,
    "usageCount" integer not null default 0,
    "lastUsedAt" timestamp(3) not null default current_timestamp,
    "metadata" jsonb,
    constraint "UsageAnalytics_pkey" primary key ("id"),
    constraint "UsageAnalytics_usageCount_check" check ("usageCount" >= 0)
);

comment on table "UsageAnalytics" is 'How often a user has used a feature, for a team or alone';
comment on column "UsageAnalytics"."teamId" is 'Null for what a user did alone, as everybody did before there were teams';
comment on column "UsageAnalytics"."metadata" is 'lastUsedAt is "estimated" where the old schema did not keep the time';

create table "PerformanceMetrics" (
    "id" text not null,
    "promptId" text not null,
    "responseTime" integer not null,
    "success" boolean not null,
    "errorMessage" text,
    "createdAt" timestamp(3) not null default current_timestamp,
    constraint "PerformanceMetrics_pkey" primary key ("id"),
    constraint "PerformanceMetrics_responseTime_check" check ("responseTime" >= 0)
);

comment on table "PerformanceMetrics" is 'How each run of a prompt went';
comment on column "PerformanceMetrics"."responseTime" is 'In milliseconds';

create index "UsageAnalytics_userId_idx"
on "UsageAnalytics" ("userId");

create index "UsageAnalytics_teamId_idx"
on "UsageAnalytics" ("teamId");

create index "UsageAnalytics_feature_idx"
on "UsageAnalytics" ("feature");

create index "PerformanceMetrics_promptId_idx"
on "PerformanceMetrics" ("promptId");

create index "PerformanceMetrics_createdAt_idx"
on "PerformanceMetrics" ("createdAt");
