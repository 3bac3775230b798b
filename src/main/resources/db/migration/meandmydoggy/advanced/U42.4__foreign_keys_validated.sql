-- A validated foreign key cannot be made not valid again, so each is made anew as it was added.
alter table "SystemIncidents"
drop constraint "FK_SystemIncidents_ResolvedBy",
add constraint "FK_SystemIncidents_ResolvedBy" foreign key ("ResolvedBy")
    references "Users" ("Id")
    on delete set null
    not valid;

alter table "DashboardWidgets"
drop constraint "FK_DashboardWidgets_UserId",
add constraint "FK_DashboardWidgets_UserId" foreign key ("UserId")
    references "Users" ("Id")
    on delete cascade
    not valid,
drop constraint "FK_DashboardWidgets_ReportId",
add constraint "FK_DashboardWidgets_ReportId" foreign key ("ReportId")
    references "ReportDefinitions" ("Id")
    on delete cascade
    not valid;

alter table "ReportRuns"
drop constraint "FK_ReportRuns_ReportId",
add constraint "FK_ReportRuns_ReportId" foreign key ("ReportId")
    references "ReportDefinitions" ("Id")
    on delete cascade
    not valid,
drop constraint "FK_ReportRuns_RequestedBy",
add constraint "FK_ReportRuns_RequestedBy" foreign key ("RequestedBy")
    references "Users" ("Id")
    on delete set null
    not valid,
drop constraint "FK_ReportRuns_ResultFileId",
add constraint "FK_ReportRuns_ResultFileId" foreign key ("ResultFileId")
    references "StoredFiles" ("Id")
    on delete set null
    not valid;

alter table "ReportDefinitions"
drop constraint "FK_ReportDefinitions_RequiredPermission",
add constraint "FK_ReportDefinitions_RequiredPermission" foreign key ("RequiredPermission")
    references "Permissions" ("Name")
    on delete restrict
    not valid,
drop constraint "FK_ReportDefinitions_CreatedBy",
add constraint "FK_ReportDefinitions_CreatedBy" foreign key ("CreatedBy")
    references "Users" ("Id")
    on delete set null
    not valid;

alter table "Expenses"
drop constraint "FK_Expenses_UserId",
add constraint "FK_Expenses_UserId" foreign key ("UserId")
    references "Users" ("Id")
    on delete cascade
    not valid,
drop constraint "FK_Expenses_CategoryId",
add constraint "FK_Expenses_CategoryId" foreign key ("CategoryId")
    references "ExpenseCategories" ("Id")
    on delete restrict
    not valid,
drop constraint "FK_Expenses_DogId",
add constraint "FK_Expenses_DogId" foreign key ("DogId")
    references "DogProfiles" ("Id")
    on delete set null
    not valid,
drop constraint "FK_Expenses_AppointmentId",
add constraint "FK_Expenses_AppointmentId" foreign key ("AppointmentId")
    references "Appointments" ("Id")
    on delete set null
    not valid,
drop constraint "FK_Expenses_ReceiptFileId",
add constraint "FK_Expenses_ReceiptFileId" foreign key ("ReceiptFileId")
    references "StoredFiles" ("Id")
    on delete set null
    not valid;

alter table "PaymentReferences"
drop constraint "FK_PaymentReferences_PayerId",
add constraint "FK_PaymentReferences_PayerId" foreign key ("PayerId")
    references "Users" ("Id")
    on delete set null
    not valid,
drop constraint "FK_PaymentReferences_AppointmentId",
add constraint "FK_PaymentReferences_AppointmentId" foreign key ("AppointmentId")
    references "Appointments" ("Id")
    on delete restrict
    not valid,
drop constraint "FK_PaymentReferences_SubscriptionId",
add constraint "FK_PaymentReferences_SubscriptionId" foreign key ("SubscriptionId")
    references "UserSubscriptions" ("Id")
    on delete set null
    not valid;

alter table "ProviderCertifications"
drop constraint "FK_ProviderCertifications_ProviderId",
add constraint "FK_ProviderCertifications_ProviderId" foreign key ("ProviderId")
    references "ServiceProviders" ("Id")
    on delete cascade
    not valid,
drop constraint "FK_ProviderCertifications_FileId",
add constraint "FK_ProviderCertifications_FileId" foreign key ("FileId")
    references "StoredFiles" ("Id")
    on delete set null
    not valid,
drop constraint "FK_ProviderCertifications_VerificationId",
add constraint "FK_ProviderCertifications_VerificationId" foreign key ("VerificationId")
    references "ProviderVerifications" ("Id")
    on delete set null
    not valid;

alter table "ProviderVerifications"
drop constraint "FK_ProviderVerifications_ProviderId",
add constraint "FK_ProviderVerifications_ProviderId" foreign key ("ProviderId")
    references "ServiceProviders" ("Id")
    on delete cascade
    not valid,
drop constraint "FK_ProviderVerifications_KycVerificationId",
add constraint "FK_ProviderVerifications_KycVerificationId" foreign key ("KycVerificationId")
    references "KycVerifications" ("Id")
    on delete set null
    not valid,
drop constraint "FK_ProviderVerifications_DecidedBy",
add constraint "FK_ProviderVerifications_DecidedBy" foreign key ("DecidedBy")
    references "Users" ("Id")
    on delete set null
    not valid;

alter table "EmergencyContacts"
drop constraint "FK_EmergencyContacts_UserId",
add constraint "FK_EmergencyContacts_UserId" foreign key ("UserId")
    references "Users" ("Id")
    on delete cascade
    not valid,
drop constraint "FK_EmergencyContacts_DogId",
add constraint "FK_EmergencyContacts_DogId" foreign key ("DogId")
    references "DogProfiles" ("Id")
    on delete cascade
    not valid;
