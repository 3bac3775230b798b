alter table "User"
add column "generationCount" integer not null default 0,
add column "lastGenerationAt" timestamp(3),
add column "enhancementCount" integer,
add column "lastEnhancementAt" timestamp(3),
add column "exportCount" integer not null default 0;

comment on column "User"."enhancementCount" is 'Null until first used';

update "User" u
set "generationCount" = a."usageCount",
    "lastGenerationAt" = case when a."metadata" ->> 'lastUsedAt' is distinct from 'estimated' then a."lastUsedAt" end
from "UsageAnalytics" a
where a."id" = u."id" || ':generation';

update "User" u
set "enhancementCount" = a."usageCount",
    "lastEnhancementAt" = case when a."metadata" ->> 'lastUsedAt' is distinct from 'estimated' then a."lastUsedAt" end
from "UsageAnalytics" a
where a."id" = u."id" || ':enhancement';

update "User" u
set "exportCount" = a."usageCount"
from "UsageAnalytics" a
where a."id" = u."id" || ':export';
