-- The last thing that is added.
alter table "EmergencyContacts"
add constraint "CK_EmergencyContacts_Priority" check ("Priority" between 1 and 9);

alter table "ProviderVerifications"
add constraint "CK_ProviderVerifications_VerificationType" check (
    "VerificationType" in ('Identity', 'Insurance', 'Licence', 'BackgroundCheck', 'References', 'Premises')
),
add constraint "CK_ProviderVerifications_Status" check (
    "Status" in ('Pending', 'Approved', 'Rejected', 'Expired')
),
add constraint "CK_ProviderVerifications_Decided" check ("Status" = 'Pending' or "DecidedAt" is not null);

alter table "ProviderCertifications"
add constraint "CK_ProviderCertifications_Validity" check ("ExpiresOn" > "IssuedOn");

alter table "PaymentReferences"
add constraint "CK_PaymentReferences_Processor" check (
    "Processor" in ('Stripe', 'PayPal', 'Adyen', 'Mollie', 'Other')
),
add constraint "CK_PaymentReferences_Status" check (
    "Status" in ('Pending', 'Succeeded', 'Failed', 'Refunded', 'Disputed')
),
add constraint "CK_PaymentReferences_Purpose" check (num_nonnulls("AppointmentId", "SubscriptionId") <= 1),
add constraint "CK_PaymentReferences_Currency" check ("Currency" ~ '^[A-Z]{3}$');

alter table "Expenses"
add constraint "CK_Expenses_Amount" check ("Amount" > 0),
add constraint "CK_Expenses_Currency" check ("Currency" ~ '^[A-Z]{3}$');

alter table "ReportRuns"
add constraint "CK_ReportRuns_Status" check ("Status" in ('Queued', 'Running', 'Succeeded', 'Failed')),
add constraint "CK_ReportRuns_Finished" check (
    ("FinishedAt" is not null) = ("Status" in ('Succeeded', 'Failed'))
);

alter table "DashboardWidgets"
add constraint "CK_DashboardWidgets_Position" check ("Position" >= 0);

alter table "SystemHealthChecks"
add constraint "CK_SystemHealthChecks_Status" check ("Status" in ('Healthy', 'Degraded', 'Down')),
add constraint "CK_SystemHealthChecks_Response" check ("ResponseMs" >= 0);

alter table "SystemIncidents"
add constraint "CK_SystemIncidents_Severity" check ("Severity" in ('Minor', 'Major', 'Critical')),
add constraint "CK_SystemIncidents_Times" check ("ResolvedAt" >= "StartedAt");
