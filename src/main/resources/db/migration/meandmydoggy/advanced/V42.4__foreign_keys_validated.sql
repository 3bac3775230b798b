-- Reads the tables under locks that let the application read and write.
alter table "EmergencyContacts"
validate constraint "FK_EmergencyContacts_UserId";

alter table "EmergencyContacts"
validate constraint "FK_EmergencyContacts_DogId";

alter table "ProviderVerifications"
validate constraint "FK_ProviderVerifications_ProviderId";

alter table "ProviderVerifications"
validate constraint "FK_ProviderVerifications_KycVerificationId";

alter table "ProviderVerifications"
validate constraint "FK_ProviderVerifications_DecidedBy";

alter table "ProviderCertifications"
validate constraint "FK_ProviderCertifications_ProviderId";

alter table "ProviderCertifications"
validate constraint "FK_ProviderCertifications_FileId";

alter table "ProviderCertifications"
validate constraint "FK_ProviderCertifications_VerificationId";

alter table "PaymentReferences"
validate constraint "FK_PaymentReferences_PayerId";

alter table "PaymentReferences"
validate constraint "FK_PaymentReferences_AppointmentId";

alter table "PaymentReferences"
validate constraint "FK_PaymentReferences_SubscriptionId";

alter table "Expenses"
validate constraint "FK_Expenses_UserId";

alter table "Expenses"
validate constraint "FK_Expenses_CategoryId";

alter table "Expenses"
validate constraint "FK_Expenses_DogId";

alter table "Expenses"
validate constraint "FK_Expenses_AppointmentId";

alter table "Expenses"
validate constraint "FK_Expenses_ReceiptFileId";

alter table "ReportDefinitions"
validate constraint "FK_ReportDefinitions_RequiredPermission";

alter table "ReportDefinitions"
validate constraint "FK_ReportDefinitions_CreatedBy";

alter table "ReportRuns"
validate constraint "FK_ReportRuns_ReportId";

alter table "ReportRuns"
validate constraint "FK_ReportRuns_RequestedBy";

alter table "ReportRuns"
validate constraint "FK_ReportRuns_ResultFileId";

alter table "DashboardWidgets"
validate constraint "FK_DashboardWidgets_UserId";

alter table "DashboardWidgets"
validate constraint "FK_DashboardWidgets_ReportId";

alter table "SystemIncidents"
validate constraint "FK_SystemIncidents_ResolvedBy";
