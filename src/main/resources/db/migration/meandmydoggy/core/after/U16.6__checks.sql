alter table "ServiceProviders"
drop constraint "CK_ServiceProviders_Numbers";

alter table "ServiceAreas"
drop constraint "CK_ServiceAreas_Radius",
drop constraint "CK_ServiceAreas_Position",
drop constraint "CK_ServiceAreas_Country";

alter table "Addresses"
drop constraint "CK_Addresses_Position",
drop constraint "CK_Addresses_Country";

alter table "SubscriptionEvents"
drop constraint "CK_SubscriptionEvents_EventType";

alter table "UserSubscriptions"
drop constraint "CK_UserSubscriptions_Ended",
drop constraint "CK_UserSubscriptions_Period",
drop constraint "CK_UserSubscriptions_BillingPeriod",
drop constraint "CK_UserSubscriptions_Status";

alter table "SubscriptionPlans"
drop constraint "CK_SubscriptionPlans_Features",
drop constraint "CK_SubscriptionPlans_Limits",
drop constraint "CK_SubscriptionPlans_Currency",
drop constraint "CK_SubscriptionPlans_Price";

alter table "ReviewScores"
drop constraint "CK_ReviewScores_Score",
drop constraint "CK_ReviewScores_Criterion";

alter table "Reviews"
drop constraint "CK_Reviews_Rating",
drop constraint "CK_Reviews_Status";

alter table "ProviderServices"
drop constraint "CK_ProviderServices_Duration",
drop constraint "CK_ProviderServices_Currency",
drop constraint "CK_ProviderServices_Price",
drop constraint "CK_ProviderServices_PriceUnit";

alter table "Services"
drop constraint "CK_Services_Duration",
drop constraint "CK_Services_Code";

alter table "ServiceCategories"
drop constraint "CK_ServiceCategories_Code";

alter table "DogVaccinations"
drop constraint "CK_DogVaccinations_Validity";

alter table "DogMedicalRecords"
drop constraint "CK_DogMedicalRecords_Cost",
drop constraint "CK_DogMedicalRecords_NextDue",
drop constraint "CK_DogMedicalRecords_RecordType";

alter table "DogProfiles"
drop constraint "CK_DogProfiles_AdditionalPhotos",
drop constraint "CK_DogProfiles_Height",
drop constraint "CK_DogProfiles_Weight",
drop constraint "CK_DogProfiles_Name",
drop constraint "CK_DogProfiles_Origin",
drop constraint "CK_DogProfiles_TrainingLevel",
drop constraint "CK_DogProfiles_SocializationLevel",
drop constraint "CK_DogProfiles_EnergyLevel",
drop constraint "CK_DogProfiles_Gender";
