-- A validated foreign key cannot be made not valid again, so each is made anew as it was added.
alter table "PerformanceBudgets"
drop constraint "FK_PerformanceBudgets_UpdatedBy",
add constraint "FK_PerformanceBudgets_UpdatedBy" foreign key ("UpdatedBy")
    references "Users" ("Id")
    on delete set null
    not valid;

alter table "ProviderStatistics"
drop constraint "FK_ProviderStatistics_ProviderId",
add constraint "FK_ProviderStatistics_ProviderId" foreign key ("ProviderId")
    references "ServiceProviders" ("Id")
    on delete cascade
    not valid;

alter table "UserBehaviorSummaries"
drop constraint "FK_UserBehaviorSummaries_UserId",
add constraint "FK_UserBehaviorSummaries_UserId" foreign key ("UserId")
    references "Users" ("Id")
    on delete cascade
    not valid;

alter table "AnalyticsEvents"
drop constraint "FK_AnalyticsEvents_UserId",
add constraint "FK_AnalyticsEvents_UserId" foreign key ("UserId")
    references "Users" ("Id")
    on delete set null
    not valid,
drop constraint "FK_AnalyticsEvents_SessionId",
add constraint "FK_AnalyticsEvents_SessionId" foreign key ("SessionId")
    references "UserSessions" ("Id")
    on delete set null
    not valid;

alter table "AiUsageDaily"
drop constraint "FK_AiUsageDaily_UserId",
add constraint "FK_AiUsageDaily_UserId" foreign key ("UserId")
    references "Users" ("Id")
    on delete cascade
    not valid;

alter table "AiUsage"
drop constraint "FK_AiUsage_UserId",
add constraint "FK_AiUsage_UserId" foreign key ("UserId")
    references "Users" ("Id")
    on delete set null
    not valid;

alter table "ModerationActions"
drop constraint "FK_ModerationActions_ResultId",
add constraint "FK_ModerationActions_ResultId" foreign key ("ResultId")
    references "AiModerationResults" ("Id")
    on delete cascade
    not valid,
drop constraint "FK_ModerationActions_ModeratorId",
add constraint "FK_ModerationActions_ModeratorId" foreign key ("ModeratorId")
    references "Users" ("Id")
    on delete set null
    not valid;

alter table "AiHealthRecommendations"
drop constraint "FK_AiHealthRecommendations_DogId",
add constraint "FK_AiHealthRecommendations_DogId" foreign key ("DogId")
    references "DogProfiles" ("Id")
    on delete cascade
    not valid,
drop constraint "FK_AiHealthRecommendations_RequestedBy",
add constraint "FK_AiHealthRecommendations_RequestedBy" foreign key ("RequestedBy")
    references "Users" ("Id")
    on delete set null
    not valid,
drop constraint "FK_AiHealthRecommendations_ReviewedBy",
add constraint "FK_AiHealthRecommendations_ReviewedBy" foreign key ("ReviewedBy")
    references "Users" ("Id")
    on delete set null
    not valid;
