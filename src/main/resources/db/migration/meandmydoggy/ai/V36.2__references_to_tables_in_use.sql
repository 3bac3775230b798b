-- A script of its own: a foreign key locks the table that it refers to against writes, and these are in use.
alter table "AiHealthRecommendations"
add constraint "FK_AiHealthRecommendations_DogId" foreign key ("DogId")
    references "DogProfiles" ("Id")
    on delete cascade
    not valid,
add constraint "FK_AiHealthRecommendations_RequestedBy" foreign key ("RequestedBy")
    references "Users" ("Id")
    on delete set null
    not valid,
add constraint "FK_AiHealthRecommendations_ReviewedBy" foreign key ("ReviewedBy")
    references "Users" ("Id")
    on delete set null
    not valid;

alter table "ModerationActions"
add constraint "FK_ModerationActions_ModeratorId" foreign key ("ModeratorId")
    references "Users" ("Id")
    on delete set null
    not valid;

alter table "AiUsage"
add constraint "FK_AiUsage_UserId" foreign key ("UserId")
    references "Users" ("Id")
    on delete set null
    not valid;

alter table "AiUsageDaily"
add constraint "FK_AiUsageDaily_UserId" foreign key ("UserId")
    references "Users" ("Id")
    on delete cascade
    not valid;

alter table "AnalyticsEvents"
add constraint "FK_AnalyticsEvents_UserId" foreign key ("UserId")
    references "Users" ("Id")
    on delete set null
    not valid,
add constraint "FK_AnalyticsEvents_SessionId" foreign key ("SessionId")
    references "UserSessions" ("Id")
    on delete set null
    not valid;

alter table "UserBehaviorSummaries"
add constraint "FK_UserBehaviorSummaries_UserId" foreign key ("UserId")
    references "Users" ("Id")
    on delete cascade
    not valid;

alter table "ProviderStatistics"
add constraint "FK_ProviderStatistics_ProviderId" foreign key ("ProviderId")
    references "ServiceProviders" ("Id")
    on delete cascade
    not valid;

alter table "PerformanceBudgets"
add constraint "FK_PerformanceBudgets_UpdatedBy" foreign key ("UpdatedBy")
    references "Users" ("Id")
    on delete set null
    not valid;
