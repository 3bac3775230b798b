-- The tables are new and empty, and nobody uses them yet.
create index "IX_EmergencyContacts_User"
on "EmergencyContacts" ("UserId", "Priority");

create index "IX_EmergencyContacts_Dog"
on "EmergencyContacts" ("DogId")
where "DogId" is not null;

create index "IX_ProviderVerifications_Provider"
on "ProviderVerifications" ("ProviderId", "VerificationType");

create index "IX_ProviderVerifications_Queue"
on "ProviderVerifications" ("CreatedAt")
where "Status" = 'Pending';

create index "IX_ProviderVerifications_ExpiresAt"
on "ProviderVerifications" ("ExpiresAt")
where "Status" = 'Approved';

create index "IX_ProviderVerifications_KycVerification"
on "ProviderVerifications" ("KycVerificationId")
where "KycVerificationId" is not null;

create index "IX_ProviderVerifications_DecidedBy"
on "ProviderVerifications" ("DecidedBy")
where "DecidedBy" is not null;

create index "IX_ProviderCertifications_Provider"
on "ProviderCertifications" ("ProviderId");

create index "IX_ProviderCertifications_ExpiresOn"
on "ProviderCertifications" ("ExpiresOn");

create index "IX_ProviderCertifications_File"
on "ProviderCertifications" ("FileId")
where "FileId" is not null;

create index "IX_ProviderCertifications_Verification"
on "ProviderCertifications" ("VerificationId")
where "VerificationId" is not null;

create unique index "IX_PaymentReferences_Processor"
on "PaymentReferences" ("Processor", "ProcessorReference");

create index "IX_PaymentReferences_Payer"
on "PaymentReferences" ("PayerId", "OccurredAt" desc);

create index "IX_PaymentReferences_Unsettled"
on "PaymentReferences" ("OccurredAt")
where "Status" in ('Pending', 'Disputed');

create index "IX_PaymentReferences_Appointment"
on "PaymentReferences" ("AppointmentId")
where "AppointmentId" is not null;

create index "IX_PaymentReferences_Subscription"
on "PaymentReferences" ("SubscriptionId")
where "SubscriptionId" is not null;

create index "IX_Expenses_User"
on "Expenses" ("UserId", "SpentOn" desc);

create index "IX_Expenses_Dog"
on "Expenses" ("DogId", "SpentOn" desc);

create index "IX_Expenses_Category"
on "Expenses" ("CategoryId");

create index "IX_Expenses_Appointment"
on "Expenses" ("AppointmentId")
where "AppointmentId" is not null;

create index "IX_Expenses_ReceiptFile"
on "Expenses" ("ReceiptFileId")
where "ReceiptFileId" is not null;

create index "IX_ReportDefinitions_RequiredPermission"
on "ReportDefinitions" ("RequiredPermission")
where "RequiredPermission" is not null;

create index "IX_ReportDefinitions_CreatedBy"
on "ReportDefinitions" ("CreatedBy")
where "CreatedBy" is not null;

create index "IX_ReportRuns_Report"
on "ReportRuns" ("ReportId", "RequestedAt" desc);

create index "IX_ReportRuns_Open"
on "ReportRuns" ("RequestedAt")
where "Status" in ('Queued', 'Running');

create index "IX_ReportRuns_RequestedBy"
on "ReportRuns" ("RequestedBy")
where "RequestedBy" is not null;

create index "IX_ReportRuns_ResultFile"
on "ReportRuns" ("ResultFileId")
where "ResultFileId" is not null;

create unique index "IX_DashboardWidgets_Position"
on "DashboardWidgets" ("UserId", "Position");

create index "IX_DashboardWidgets_Report"
on "DashboardWidgets" ("ReportId")
where "ReportId" is not null;

create index "IX_SystemHealthChecks_Component_Time"
on "SystemHealthChecks" ("Component", "CheckedAt" desc);

create index "IX_SystemHealthChecks_Failures"
on "SystemHealthChecks" ("CheckedAt" desc)
where "Status" <> 'Healthy';

create index "IX_SystemIncidents_Open"
on "SystemIncidents" ("StartedAt")
where "ResolvedAt" is null;

create index "IX_SystemIncidents_ResolvedBy"
on "SystemIncidents" ("ResolvedBy")
where "ResolvedBy" is not null;
