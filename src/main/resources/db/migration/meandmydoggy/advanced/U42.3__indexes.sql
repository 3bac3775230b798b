drop index "IX_SystemIncidents_ResolvedBy";

drop index "IX_SystemIncidents_Open";

drop index "IX_SystemHealthChecks_Failures";

drop index "IX_SystemHealthChecks_Component_Time";

drop index "IX_DashboardWidgets_Report";

drop index "IX_DashboardWidgets_Position";

drop index "IX_ReportRuns_ResultFile";

drop index "IX_ReportRuns_RequestedBy";

drop index "IX_ReportRuns_Open";

drop index "IX_ReportRuns_Report";

drop index "IX_ReportDefinitions_CreatedBy";

drop index "IX_ReportDefinitions_RequiredPermission";

drop index "IX_Expenses_ReceiptFile";

drop index "IX_Expenses_Appointment";

drop index "IX_Expenses_Category";

drop index "IX_Expenses_Dog";

drop index "IX_Expenses_User";

drop index "IX_PaymentReferences_Subscription";

drop index "IX_PaymentReferences_Appointment";

drop index "IX_PaymentReferences_Unsettled";

drop index "IX_PaymentReferences_Payer";

drop index "IX_PaymentReferences_Processor";

drop index "IX_ProviderCertifications_Verification";

drop index "IX_ProviderCertifications_File";

drop index "IX_ProviderCertifications_ExpiresOn";

drop index "IX_ProviderCertifications_Provider";

drop index "IX_ProviderVerifications_DecidedBy";

drop index "IX_ProviderVerifications_KycVerification";

drop index "IX_ProviderVerifications_ExpiresAt";

drop index "IX_ProviderVerifications_Queue";

drop index "IX_ProviderVerifications_Provider";

drop index "IX_EmergencyContacts_Dog";

drop index "IX_EmergencyContacts_User";
