alter table "ServiceAreas"
drop constraint "FK_ServiceAreas_ProviderId";

alter table "Addresses"
drop constraint "FK_Addresses_UserId";

alter table "UserSubscriptions"
drop constraint "FK_UserSubscriptions_UserId";

alter table "ReviewResponses"
drop constraint "FK_ReviewResponses_ResponderId";

alter table "Reviews"
drop constraint "FK_Reviews_AuthorId",
drop constraint "FK_Reviews_ProviderId";

alter table "ProviderServices"
drop constraint "FK_ProviderServices_ProviderId";

alter table "DogMedicalRecords"
drop constraint "FK_DogMedicalRecords_CreatedBy",
drop constraint "FK_DogMedicalRecords_FileId";

alter table "DogProfiles"
drop constraint "FK_DogProfiles_OwnerId";
