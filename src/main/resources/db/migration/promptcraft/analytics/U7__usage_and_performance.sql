drop table "PerformanceMetrics";

drop table "UsageAnalytics";
