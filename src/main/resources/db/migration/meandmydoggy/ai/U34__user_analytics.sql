drop table "UserBehaviorSummaries";

drop table "AnalyticsEvents";
