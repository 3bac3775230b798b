alter table "DashboardWidgets"
drop constraint "FK_DashboardWidgets_ReportId";

alter table "ReportRuns"
drop constraint "FK_ReportRuns_ReportId";

alter table "Expenses"
drop constraint "FK_Expenses_CategoryId";

alter table "ProviderCertifications"
drop constraint "FK_ProviderCertifications_VerificationId";
