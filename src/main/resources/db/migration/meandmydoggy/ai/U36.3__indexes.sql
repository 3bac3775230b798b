drop index "IX_PerformanceBudgets_UpdatedBy";

drop index "IX_PerformanceMetrics_MeasuredAt";

drop index "IX_PerformanceMetrics_Name_Time";

drop index "IX_ProviderStatistics_Month";

drop index "IX_BusinessMetrics_Period";

drop index "IX_UserBehaviorSummaries_Day";

drop index "IX_AnalyticsEvents_Session";

drop index "IX_AnalyticsEvents_OccurredAt";

drop index "IX_AnalyticsEvents_User_Time";

drop index "IX_AnalyticsEvents_Name_Time";

drop index "IX_AiUsageDaily_Day";

drop index "IX_AiUsage_RequestedAt";

drop index "IX_AiUsage_User";

drop index "IX_ModerationActions_Moderator";

drop index "IX_ModerationActions_Result";

drop index "IX_AiModerationResults_Queue";

drop index "IX_AiModerationResults_Entity";

drop index "IX_AiHealthRecommendations_ReviewedBy";

drop index "IX_AiHealthRecommendations_RequestedBy";

drop index "IX_AiHealthRecommendations_Urgent";

drop index "IX_AiHealthRecommendations_Dog";
