-- A validated foreign key cannot be made not valid again, so each is made anew as it was added.
alter table "ServiceAreas"
drop constraint "FK_ServiceAreas_ProviderId",
add constraint "FK_ServiceAreas_ProviderId" foreign key ("ProviderId")
    references "ServiceProviders" ("Id")
    on delete cascade
    not valid;

alter table "Addresses"
drop constraint "FK_Addresses_UserId",
add constraint "FK_Addresses_UserId" foreign key ("UserId")
    references "Users" ("Id")
    on delete cascade
    not valid;

alter table "SubscriptionEvents"
drop constraint "FK_SubscriptionEvents_SubscriptionId",
add constraint "FK_SubscriptionEvents_SubscriptionId" foreign key ("SubscriptionId")
    references "UserSubscriptions" ("Id")
    on delete cascade
    not valid,
drop constraint "FK_SubscriptionEvents_FromPlanId",
add constraint "FK_SubscriptionEvents_FromPlanId" foreign key ("FromPlanId")
    references "SubscriptionPlans" ("Id")
    on delete set null
    not valid,
drop constraint "FK_SubscriptionEvents_ToPlanId",
add constraint "FK_SubscriptionEvents_ToPlanId" foreign key ("ToPlanId")
    references "SubscriptionPlans" ("Id")
    on delete set null
    not valid;

alter table "UserSubscriptions"
drop constraint "FK_UserSubscriptions_UserId",
add constraint "FK_UserSubscriptions_UserId" foreign key ("UserId")
    references "Users" ("Id")
    on delete cascade
    not valid,
drop constraint "FK_UserSubscriptions_PlanId",
add constraint "FK_UserSubscriptions_PlanId" foreign key ("PlanId")
    references "SubscriptionPlans" ("Id")
    on delete restrict
    not valid;

alter table "ReviewResponses"
drop constraint "FK_ReviewResponses_ReviewId",
add constraint "FK_ReviewResponses_ReviewId" foreign key ("ReviewId")
    references "Reviews" ("Id")
    on delete cascade
    not valid,
drop constraint "FK_ReviewResponses_ResponderId",
add constraint "FK_ReviewResponses_ResponderId" foreign key ("ResponderId")
    references "Users" ("Id")
    on delete set null
    not valid;

alter table "ReviewScores"
drop constraint "FK_ReviewScores_ReviewId",
add constraint "FK_ReviewScores_ReviewId" foreign key ("ReviewId")
    references "Reviews" ("Id")
    on delete cascade
    not valid;

alter table "Reviews"
drop constraint "FK_Reviews_ProviderId",
add constraint "FK_Reviews_ProviderId" foreign key ("ProviderId")
    references "ServiceProviders" ("Id")
    on delete cascade
    not valid,
drop constraint "FK_Reviews_AuthorId",
add constraint "FK_Reviews_AuthorId" foreign key ("AuthorId")
    references "Users" ("Id")
    on delete set null
    not valid,
drop constraint "FK_Reviews_DogId",
add constraint "FK_Reviews_DogId" foreign key ("DogId")
    references "DogProfiles" ("Id")
    on delete set null
    not valid,
drop constraint "FK_Reviews_ServiceCode",
add constraint "FK_Reviews_ServiceCode" foreign key ("ServiceCode")
    references "Services" ("Code")
    on delete set null
    not valid;

alter table "ProviderServices"
drop constraint "FK_ProviderServices_ProviderId",
add constraint "FK_ProviderServices_ProviderId" foreign key ("ProviderId")
    references "ServiceProviders" ("Id")
    on delete cascade
    not valid,
drop constraint "FK_ProviderServices_ServiceCode",
add constraint "FK_ProviderServices_ServiceCode" foreign key ("ServiceCode")
    references "Services" ("Code")
    on delete restrict
    not valid;

alter table "Services"
drop constraint "FK_Services_CategoryCode",
add constraint "FK_Services_CategoryCode" foreign key ("CategoryCode")
    references "ServiceCategories" ("Code")
    on delete restrict
    not valid;

alter table "DogVaccinations"
drop constraint "FK_DogVaccinations_DogId",
add constraint "FK_DogVaccinations_DogId" foreign key ("DogId")
    references "DogProfiles" ("Id")
    on delete cascade
    not valid,
drop constraint "FK_DogVaccinations_MedicalRecordId",
add constraint "FK_DogVaccinations_MedicalRecordId" foreign key ("MedicalRecordId")
    references "DogMedicalRecords" ("Id")
    on delete set null
    not valid;

alter table "DogMedicalRecords"
drop constraint "FK_DogMedicalRecords_DogId",
add constraint "FK_DogMedicalRecords_DogId" foreign key ("DogId")
    references "DogProfiles" ("Id")
    on delete cascade
    not valid,
drop constraint "FK_DogMedicalRecords_FileId",
add constraint "FK_DogMedicalRecords_FileId" foreign key ("FileId")
    references "StoredFiles" ("Id")
    on delete set null
    not valid,
drop constraint "FK_DogMedicalRecords_CreatedBy",
add constraint "FK_DogMedicalRecords_CreatedBy" foreign key ("CreatedBy")
    references "Users" ("Id")
    on delete set null
    not valid;

alter table "DogProfiles"
drop constraint "FK_DogProfiles_OwnerId",
add constraint "FK_DogProfiles_OwnerId" foreign key ("OwnerId")
    references "Users" ("Id")
    on delete cascade
    not valid;
