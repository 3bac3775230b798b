-- The tables are new and empty, and nobody uses them yet.
create index "IX_AiHealthRecommendations_Dog"
on "AiHealthRecommendations" ("DogId", "CreatedAt" desc);

create index "IX_AiHealthRecommendations_Urgent"
on "AiHealthRecommendations" ("CreatedAt")
where "Severity" = 'Urgent' and "Status" = 'New';

create index "IX_AiHealthRecommendations_RequestedBy"
on "AiHealthRecommendations" ("RequestedBy")
where "RequestedBy" is not null;

create index "IX_AiHealthRecommendations_ReviewedBy"
on "AiHealthRecommendations" ("ReviewedBy")
where "ReviewedBy" is not null;

create index "IX_AiModerationResults_Entity"
on "AiModerationResults" ("EntityType", "EntityId", "CreatedAt" desc);

create index "IX_AiModerationResults_Queue"
on "AiModerationResults" ("CreatedAt")
where "Verdict" <> 'Allowed';

create index "IX_ModerationActions_Result"
on "ModerationActions" ("ResultId", "CreatedAt");

create index "IX_ModerationActions_Moderator"
on "ModerationActions" ("ModeratorId")
where "ModeratorId" is not null;

create index "IX_AiUsage_User"
on "AiUsage" ("UserId", "RequestedAt" desc);

create index "IX_AiUsage_RequestedAt"
on "AiUsage" ("RequestedAt");

create index "IX_AiUsageDaily_Day"
on "AiUsageDaily" ("Day");

create index "IX_AnalyticsEvents_Name_Time"
on "AnalyticsEvents" ("EventName", "OccurredAt" desc);

create index "IX_AnalyticsEvents_User_Time"
on "AnalyticsEvents" ("UserId", "OccurredAt" desc);

create index "IX_AnalyticsEvents_OccurredAt"
on "AnalyticsEvents" using brin ("OccurredAt");

create index "IX_AnalyticsEvents_Session"
on "AnalyticsEvents" ("SessionId")
where "SessionId" is not null;

create index "IX_UserBehaviorSummaries_Day"
on "UserBehaviorSummaries" ("Day");

create index "IX_BusinessMetrics_Period"
on "BusinessMetrics" ("Period", "PeriodStart" desc);

create index "IX_ProviderStatistics_Month"
on "ProviderStatistics" ("Month", "Revenue" desc);

create index "IX_PerformanceMetrics_Name_Time"
on "PerformanceMetrics" ("MetricName", "MeasuredAt" desc);

create index "IX_PerformanceMetrics_MeasuredAt"
on "PerformanceMetrics" using brin ("MeasuredAt");

create index "IX_PerformanceBudgets_UpdatedBy"
on "PerformanceBudgets" ("UpdatedBy")
where "UpdatedBy" is not null;
