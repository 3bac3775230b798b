drop table "DashboardWidgets";

drop table "ReportRuns";

drop table "ReportDefinitions";
