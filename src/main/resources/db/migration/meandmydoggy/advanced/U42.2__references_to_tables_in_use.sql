alter table "SystemIncidents"
drop constraint "FK_SystemIncidents_ResolvedBy";

alter table "DashboardWidgets"
drop constraint "FK_DashboardWidgets_UserId";

alter table "ReportRuns"
drop constraint "FK_ReportRuns_ResultFileId",
drop constraint "FK_ReportRuns_RequestedBy";

alter table "ReportDefinitions"
drop constraint "FK_ReportDefinitions_CreatedBy",
drop constraint "FK_ReportDefinitions_RequiredPermission";

alter table "Expenses"
drop constraint "FK_Expenses_ReceiptFileId",
drop constraint "FK_Expenses_AppointmentId",
drop constraint "FK_Expenses_DogId",
drop constraint "FK_Expenses_UserId";

alter table "PaymentReferences"
drop constraint "FK_PaymentReferences_SubscriptionId",
drop constraint "FK_PaymentReferences_AppointmentId",
drop constraint "FK_PaymentReferences_PayerId";

alter table "ProviderCertifications"
drop constraint "FK_ProviderCertifications_FileId",
drop constraint "FK_ProviderCertifications_ProviderId";

alter table "ProviderVerifications"
drop constraint "FK_ProviderVerifications_DecidedBy",
drop constraint "FK_ProviderVerifications_KycVerificationId",
drop constraint "FK_ProviderVerifications_ProviderId";

alter table "EmergencyContacts"
drop constraint "FK_EmergencyContacts_DogId",
drop constraint "FK_EmergencyContacts_UserId";
