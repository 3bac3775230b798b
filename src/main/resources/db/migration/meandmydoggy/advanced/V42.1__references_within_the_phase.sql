-- Between the tables of this phase. Not valid at first, so that no table is read under the lock that adds a key.
alter table "ProviderCertifications"
add constraint "FK_ProviderCertifications_VerificationId" foreign key ("VerificationId")
    references "ProviderVerifications" ("Id")
    on delete set null
    not valid;

alter table "Expenses"
add constraint "FK_Expenses_CategoryId" foreign key ("CategoryId")
    references "ExpenseCategories" ("Id")
    on delete restrict
    not valid;

alter table "ReportRuns"
add constraint "FK_ReportRuns_ReportId" foreign key ("ReportId")
    references "ReportDefinitions" ("Id")
    on delete cascade
    not valid;

alter table "DashboardWidgets"
add constraint "FK_DashboardWidgets_ReportId" foreign key ("ReportId")
    references "ReportDefinitions" ("Id")
    on delete cascade
    not valid;
