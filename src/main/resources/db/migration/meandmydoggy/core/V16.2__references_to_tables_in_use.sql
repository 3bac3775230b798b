-- A script of its own: a foreign key locks the table that it refers to against writes, and these are in use.
alter table "DogProfiles"
add constraint "FK_DogProfiles_OwnerId" foreign key ("OwnerId")
    references "Users" ("Id")
    on delete cascade
    not valid;

alter table "DogMedicalRecords"
add constraint "FK_DogMedicalRecords_FileId" foreign key ("FileId")
    references "StoredFiles" ("Id")
    on delete set null
    not valid,
add constraint "FK_DogMedicalRecords_CreatedBy" foreign key ("CreatedBy")
    references "Users" ("Id")
    on delete set null
    not valid;

alter table "ProviderServices"
add constraint "FK_ProviderServices_ProviderId" foreign key ("ProviderId")
    references "ServiceProviders" ("Id")
    on delete cascade
    not valid;

alter table "Reviews"
add constraint "FK_Reviews_ProviderId" foreign key ("ProviderId")
    references "ServiceProviders" ("Id")
    on delete cascade
    not valid,
add constraint "FK_Reviews_AuthorId" foreign key ("AuthorId")
    references "Users" ("Id")
    on delete set null
    not valid;

alter table "ReviewResponses"
add constraint "FK_ReviewResponses_ResponderId" foreign key ("ResponderId")
    references "Users" ("Id")
    on delete set null
    not valid;

alter table "UserSubscriptions"
add constraint "FK_UserSubscriptions_UserId" foreign key ("UserId")
    references "Users" ("Id")
    on delete cascade
    not valid;

alter table "Addresses"
add constraint "FK_Addresses_UserId" foreign key ("UserId")
    references "Users" ("Id")
    on delete cascade
    not valid;

alter table "ServiceAreas"
add constraint "FK_ServiceAreas_ProviderId" foreign key ("ProviderId")
    references "ServiceProviders" ("Id")
    on delete cascade
    not valid;
