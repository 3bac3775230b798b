-- A script of its own: a foreign key locks the table that it refers to against writes, and these are in use.
alter table "EmergencyContacts"
add constraint "FK_EmergencyContacts_UserId" foreign key ("UserId")
    references "Users" ("Id")
    on delete cascade
    not valid,
add constraint "FK_EmergencyContacts_DogId" foreign key ("DogId")
    references "DogProfiles" ("Id")
    on delete cascade
    not valid;

alter table "ProviderVerifications"
add constraint "FK_ProviderVerifications_ProviderId" foreign key ("ProviderId")
    references "ServiceProviders" ("Id")
    on delete cascade
    not valid,
add constraint "FK_ProviderVerifications_KycVerificationId" foreign key ("KycVerificationId")
    references "KycVerifications" ("Id")
    on delete set null
    not valid,
add constraint "FK_ProviderVerifications_DecidedBy" foreign key ("DecidedBy")
    references "Users" ("Id")
    on delete set null
    not valid;

alter table "ProviderCertifications"
add constraint "FK_ProviderCertifications_ProviderId" foreign key ("ProviderId")
    references "ServiceProviders" ("Id")
    on delete cascade
    not valid,
add constraint "FK_ProviderCertifications_FileId" foreign key ("FileId")
    references "StoredFiles" ("Id")
    on delete set null
    not valid;

alter table "PaymentReferences"
add constraint "FK_PaymentReferences_PayerId" foreign key ("PayerId")
    references "Users" ("Id")
    on delete set null
    not valid,
add constraint "FK_PaymentReferences_AppointmentId" foreign key ("AppointmentId")
    references "Appointments" ("Id")
    on delete restrict
    not valid,
add constraint "FK_PaymentReferences_SubscriptionId" foreign key ("SubscriptionId")
    references "UserSubscriptions" ("Id")
    on delete set null
    not valid;

alter table "Expenses"
add constraint "FK_Expenses_UserId" foreign key ("UserId")
    references "Users" ("Id")
    on delete cascade
    not valid,
add constraint "FK_Expenses_DogId" foreign key ("DogId")
    references "DogProfiles" ("Id")
    on delete set null
    not valid,
add constraint "FK_Expenses_AppointmentId" foreign key ("AppointmentId")
    references "Appointments" ("Id")
    on delete set null
    not valid,
add constraint "FK_Expenses_ReceiptFileId" foreign key ("ReceiptFileId")
    references "StoredFiles" ("Id")
    on delete set null
    not valid;

alter table "ReportDefinitions"
add constraint "FK_ReportDefinitions_RequiredPermission" foreign key ("RequiredPermission")
    references "Permissions" ("Name")
    on delete restrict
    not valid,
add constraint "FK_ReportDefinitions_CreatedBy" foreign key ("CreatedBy")
    references "Users" ("Id")
    on delete set null
    not valid;

alter table "ReportRuns"
add constraint "FK_ReportRuns_RequestedBy" foreign key ("RequestedBy")
    references "Users" ("Id")
    on delete set null
    not valid,
add constraint "FK_ReportRuns_ResultFileId" foreign key ("ResultFileId")
    references "StoredFiles" ("Id")
    on delete set null
    not valid;

alter table "DashboardWidgets"
add constraint "FK_DashboardWidgets_UserId" foreign key ("UserId")
    references "Users" ("Id")
    on delete cascade
    not valid;

alter table "SystemIncidents"
add constraint "FK_SystemIncidents_ResolvedBy" foreign key ("ResolvedBy")
    references "Users" ("Id")
    on delete set null
    not valid;
