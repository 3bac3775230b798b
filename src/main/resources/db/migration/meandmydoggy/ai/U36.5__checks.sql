alter table "PerformanceBudgets"
drop constraint "CK_PerformanceBudgets_Percentile",
drop constraint "CK_PerformanceBudgets_Unit";

alter table "PerformanceMetrics"
drop constraint "CK_PerformanceMetrics_Unit";

alter table "ProviderStatistics"
drop constraint "CK_ProviderStatistics_Rating",
drop constraint "CK_ProviderStatistics_Month";

alter table "BusinessMetrics"
drop constraint "CK_BusinessMetrics_Period";

alter table "UserBehaviorSummaries"
drop constraint "CK_UserBehaviorSummaries_Numbers";

alter table "AnalyticsEvents"
drop constraint "CK_AnalyticsEvents_Platform";

alter table "AiUsageDaily"
drop constraint "CK_AiUsageDaily_Numbers";

alter table "AiUsage"
drop constraint "CK_AiUsage_Numbers";

alter table "ModerationActions"
drop constraint "CK_ModerationActions_Action";

alter table "AiModerationResults"
drop constraint "CK_AiModerationResults_Score",
drop constraint "CK_AiModerationResults_Verdict",
drop constraint "CK_AiModerationResults_EntityType";

alter table "AiHealthRecommendations"
drop constraint "CK_AiHealthRecommendations_Confidence",
drop constraint "CK_AiHealthRecommendations_Status",
drop constraint "CK_AiHealthRecommendations_Severity",
drop constraint "CK_AiHealthRecommendations_Category";
