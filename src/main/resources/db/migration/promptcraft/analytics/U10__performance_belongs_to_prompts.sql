alter table "PerformanceMetrics"
drop constraint "PerformanceMetrics_promptId_fkey";
