drop table "PerformanceBudgets";

drop table "PerformanceMetrics";
