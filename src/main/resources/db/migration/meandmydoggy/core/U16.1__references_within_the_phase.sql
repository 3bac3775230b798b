alter table "SubscriptionEvents"
drop constraint "FK_SubscriptionEvents_ToPlanId",
drop constraint "FK_SubscriptionEvents_FromPlanId",
drop constraint "FK_SubscriptionEvents_SubscriptionId";

alter table "UserSubscriptions"
drop constraint "FK_UserSubscriptions_PlanId";

alter table "ReviewResponses"
drop constraint "FK_ReviewResponses_ReviewId";

alter table "ReviewScores"
drop constraint "FK_ReviewScores_ReviewId";

alter table "Reviews"
drop constraint "FK_Reviews_ServiceCode",
drop constraint "FK_Reviews_DogId";

alter table "ProviderServices"
drop constraint "FK_ProviderServices_ServiceCode";

alter table "Services"
drop constraint "FK_Services_CategoryCode";

alter table "DogVaccinations"
drop constraint "FK_DogVaccinations_MedicalRecordId",
drop constraint "FK_DogVaccinations_DogId";

alter table "DogMedicalRecords"
drop constraint "FK_DogMedicalRecords_DogId";
