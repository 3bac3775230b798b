-- Between the tables of this phase. Not valid until the rows are there: each row that comes is checked all the same.
alter table "DogMedicalRecords"
add constraint "FK_DogMedicalRecords_DogId" foreign key ("DogId")
    references "DogProfiles" ("Id")
    on delete cascade
    not valid;

alter table "DogVaccinations"
add constraint "FK_DogVaccinations_DogId" foreign key ("DogId")
    references "DogProfiles" ("Id")
    on delete cascade
    not valid,
add constraint "FK_DogVaccinations_MedicalRecordId" foreign key ("MedicalRecordId")
    references "DogMedicalRecords" ("Id")
    on delete set null
    not valid;

alter table "Services"
add constraint "FK_Services_CategoryCode" foreign key ("CategoryCode")
    references "ServiceCategories" ("Code")
    on delete restrict
    not valid;

alter table "ProviderServices"
add constraint "FK_ProviderServices_ServiceCode" foreign key ("ServiceCode")
    references "Services" ("Code")
    on delete restrict
    not valid;

alter table "Reviews"
add constraint "FK_Reviews_DogId" foreign key ("DogId")
    references "DogProfiles" ("Id")
    on delete set null
    not valid,
add constraint "FK_Reviews_ServiceCode" foreign key ("ServiceCode")
    references "Services" ("Code")
    on delete set null
    not valid;

alter table "ReviewScores"
add constraint "FK_ReviewScores_ReviewId" foreign key ("ReviewId")
    references "Reviews" ("Id")
    on delete cascade
    not valid;

alter table "ReviewResponses"
add constraint "FK_ReviewResponses_ReviewId" foreign key ("ReviewId")
    references "Reviews" ("Id")
    on delete cascade
    not valid;

alter table "UserSubscriptions"
add constraint "FK_UserSubscriptions_PlanId" foreign key ("PlanId")
    references "SubscriptionPlans" ("Id")
    on delete restrict
    not valid;

alter table "SubscriptionEvents"
add constraint "FK_SubscriptionEvents_SubscriptionId" foreign key ("SubscriptionId")
    references "UserSubscriptions" ("Id")
    on delete cascade
    not valid,
add constraint "FK_SubscriptionEvents_FromPlanId" foreign key ("FromPlanId")
    references "SubscriptionPlans" ("Id")
    on delete set null
    not valid,
add constraint "FK_SubscriptionEvents_ToPlanId" foreign key ("ToPlanId")
    references "SubscriptionPlans" ("Id")
    on delete set null
    not valid;
