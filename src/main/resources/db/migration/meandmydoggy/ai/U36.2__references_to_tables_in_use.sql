alter table "PerformanceBudgets"
drop constraint "FK_PerformanceBudgets_UpdatedBy";

alter table "ProviderStatistics"
drop constraint "FK_ProviderStatistics_ProviderId";

alter table "UserBehaviorSummaries"
drop constraint "FK_UserBehaviorSummaries_UserId";

alter table "AnalyticsEvents"
drop constraint "FK_AnalyticsEvents_SessionId",
drop constraint "FK_AnalyticsEvents_UserId";

alter table "AiUsageDaily"
drop constraint "FK_AiUsageDaily_UserId";

alter table "AiUsage"
drop constraint "FK_AiUsage_UserId";

alter table "ModerationActions"
drop constraint "FK_ModerationActions_ModeratorId";

alter table "AiHealthRecommendations"
drop constraint "FK_AiHealthRecommendations_ReviewedBy",
drop constraint "FK_AiHealthRecommendations_RequestedBy",
drop constraint "FK_AiHealthRecommendations_DogId";
