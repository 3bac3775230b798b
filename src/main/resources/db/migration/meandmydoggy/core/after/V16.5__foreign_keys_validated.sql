-- Reads the tables under locks that let the application read and write.
alter table "DogProfiles"
validate constraint "FK_DogProfiles_OwnerId";

alter table "DogMedicalRecords"
validate constraint "FK_DogMedicalRecords_DogId";

alter table "DogMedicalRecords"
validate constraint "FK_DogMedicalRecords_FileId";

alter table "DogMedicalRecords"
validate constraint "FK_DogMedicalRecords_CreatedBy";

alter table "DogVaccinations"
validate constraint "FK_DogVaccinations_DogId";

alter table "DogVaccinations"
validate constraint "FK_DogVaccinations_MedicalRecordId";

alter table "Services"
validate constraint "FK_Services_CategoryCode";

alter table "ProviderServices"
validate constraint "FK_ProviderServices_ProviderId";

alter table "ProviderServices"
validate constraint "FK_ProviderServices_ServiceCode";

alter table "Reviews"
validate constraint "FK_Reviews_ProviderId";

alter table "Reviews"
validate constraint "FK_Reviews_AuthorId";

alter table "Reviews"
validate constraint "FK_Reviews_DogId";

alter table "Reviews"
validate constraint "FK_Reviews_ServiceCode";

alter table "ReviewScores"
validate constraint "FK_ReviewScores_ReviewId";

alter table "ReviewResponses"
validate constraint "FK_ReviewResponses_ReviewId";

alter table "ReviewResponses"
validate constraint "FK_ReviewResponses_ResponderId";

alter table "UserSubscriptions"
validate constraint "FK_UserSubscriptions_UserId";

alter table "UserSubscriptions"
validate constraint "FK_UserSubscriptions_PlanId";

alter table "SubscriptionEvents"
validate constraint "FK_SubscriptionEvents_SubscriptionId";

alter table "SubscriptionEvents"
validate constraint "FK_SubscriptionEvents_FromPlanId";

alter table "SubscriptionEvents"
validate constraint "FK_SubscriptionEvents_ToPlanId";

alter table "Addresses"
validate constraint "FK_Addresses_UserId";

alter table "ServiceAreas"
validate constraint "FK_ServiceAreas_ProviderId";
