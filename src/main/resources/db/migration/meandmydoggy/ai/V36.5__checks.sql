-- The last thing that is added.
alter table "AiHealthRecommendations"
add constraint "CK_AiHealthRecommendations_Category" check (
    "Category" in ('Nutrition', 'Exercise', 'Weight', 'Dental', 'Vaccination', 'Behavior', 'SeeVeterinarian', 'Other')
),
add constraint "CK_AiHealthRecommendations_Severity" check ("Severity" in ('Info', 'Advice', 'Urgent')),
add constraint "CK_AiHealthRecommendations_Status" check ("Status" in ('New', 'Acknowledged', 'Dismissed')),
add constraint "CK_AiHealthRecommendations_Confidence" check ("Confidence" between 0 and 1);

alter table "AiModerationResults"
add constraint "CK_AiModerationResults_EntityType" check (
    "EntityType" in ('ConversationMessage', 'MessageAttachment', 'Review', 'DogProfile', 'ServiceProvider', 'StoredFile')
),
add constraint "CK_AiModerationResults_Verdict" check ("Verdict" in ('Allowed', 'Flagged', 'Blocked')),
add constraint "CK_AiModerationResults_Score" check ("Score" between 0 and 1);

alter table "ModerationActions"
add constraint "CK_ModerationActions_Action" check (
    "Action" in ('Approve', 'Hide', 'Delete', 'Warn', 'Suspend')
);

alter table "AiUsage"
add constraint "CK_AiUsage_Numbers" check (
    "PromptTokens" >= 0
    and "CompletionTokens" >= 0
    and "CostMicros" >= 0
    and "DurationMs" >= 0
);

alter table "AiUsageDaily"
add constraint "CK_AiUsageDaily_Numbers" check ("Requests" >= 0 and "Tokens" >= 0 and "CostMicros" >= 0);

alter table "AnalyticsEvents"
add constraint "CK_AnalyticsEvents_Platform" check ("Platform" in ('Web', 'Ios', 'Android'));

alter table "UserBehaviorSummaries"
add constraint "CK_UserBehaviorSummaries_Numbers" check (
    "Sessions" >= 0
    and "ActiveSeconds" between 0 and 90000
    and "MessagesSent" >= 0
    and "AppointmentsBooked" >= 0
    and "SearchesMade" >= 0
);

alter table "BusinessMetrics"
add constraint "CK_BusinessMetrics_Period" check ("Period" in ('Day', 'Week', 'Month', 'Quarter', 'Year'));

alter table "ProviderStatistics"
add constraint "CK_ProviderStatistics_Month" check (extract(day from "Month") = 1),
add constraint "CK_ProviderStatistics_Rating" check ("AverageRating" between 1 and 5);

alter table "PerformanceMetrics"
add constraint "CK_PerformanceMetrics_Unit" check ("Unit" in ('ms', 's', 'bytes', 'percent', 'count'));

alter table "PerformanceBudgets"
add constraint "CK_PerformanceBudgets_Unit" check ("Unit" in ('ms', 's', 'bytes', 'percent', 'count')),
add constraint "CK_PerformanceBudgets_Percentile" check ("Percentile" > 0 and "Percentile" <= 100);
