alter table "SystemIncidents"
drop constraint "CK_SystemIncidents_Times",
drop constraint "CK_SystemIncidents_Severity";

alter table "SystemHealthChecks"
drop constraint "CK_SystemHealthChecks_Response",
drop constraint "CK_SystemHealthChecks_Status";

alter table "DashboardWidgets"
drop constraint "CK_DashboardWidgets_Position";

alter table "ReportRuns"
drop constraint "CK_ReportRuns_Finished",
drop constraint "CK_ReportRuns_Status";

alter table "Expenses"
drop constraint "CK_Expenses_Currency",
drop constraint "CK_Expenses_Amount";

alter table "PaymentReferences"
drop constraint "CK_PaymentReferences_Currency",
drop constraint "CK_PaymentReferences_Purpose",
drop constraint "CK_PaymentReferences_Status",
drop constraint "CK_PaymentReferences_Processor";

alter table "ProviderCertifications"
drop constraint "CK_ProviderCertifications_Validity";

alter table "ProviderVerifications"
drop constraint "CK_ProviderVerifications_Decided",
drop constraint "CK_ProviderVerifications_Status",
drop constraint "CK_ProviderVerifications_VerificationType";

alter table "EmergencyContacts"
drop constraint "CK_EmergencyContacts_Priority";
