-- Reads the tables under locks that let the application read and write.
alter table "AiHealthRecommendations"
validate constraint "FK_AiHealthRecommendations_DogId";

alter table "AiHealthRecommendations"
validate constraint "FK_AiHealthRecommendations_RequestedBy";

alter table "AiHealthRecommendations"
validate constraint "FK_AiHealthRecommendations_ReviewedBy";

alter table "ModerationActions"
validate constraint "FK_ModerationActions_ResultId";

alter table "ModerationActions"
validate constraint "FK_ModerationActions_ModeratorId";

alter table "AiUsage"
validate constraint "FK_AiUsage_UserId";

alter table "AiUsageDaily"
validate constraint "FK_AiUsageDaily_UserId";

alter table "AnalyticsEvents"
validate constraint "FK_AnalyticsEvents_UserId";

alter table "AnalyticsEvents"
validate constraint "FK_AnalyticsEvents_SessionId";

alter table "UserBehaviorSummaries"
validate constraint "FK_UserBehaviorSummaries_UserId";

alter table "ProviderStatistics"
validate constraint "FK_ProviderStatistics_ProviderId";

alter table "PerformanceBudgets"
validate constraint "FK_PerformanceBudgets_UpdatedBy";
