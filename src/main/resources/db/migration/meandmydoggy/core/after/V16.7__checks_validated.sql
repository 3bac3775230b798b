alter table "DogProfiles"
validate constraint "CK_DogProfiles_Gender";

alter table "DogProfiles"
validate constraint "CK_DogProfiles_EnergyLevel";

alter table "DogProfiles"
validate constraint "CK_DogProfiles_SocializationLevel";

alter table "DogProfiles"
validate constraint "CK_DogProfiles_TrainingLevel";

alter table "DogProfiles"
validate constraint "CK_DogProfiles_Origin";

alter table "DogProfiles"
validate constraint "CK_DogProfiles_Name";

alter table "DogProfiles"
validate constraint "CK_DogProfiles_Weight";

alter table "DogProfiles"
validate constraint "CK_DogProfiles_Height";

alter table "DogProfiles"
validate constraint "CK_DogProfiles_AdditionalPhotos";

alter table "ProviderServices"
validate constraint "CK_ProviderServices_PriceUnit";

alter table "ProviderServices"
validate constraint "CK_ProviderServices_Price";

alter table "ProviderServices"
validate constraint "CK_ProviderServices_Currency";

alter table "ProviderServices"
validate constraint "CK_ProviderServices_Duration";

alter table "ServiceAreas"
validate constraint "CK_ServiceAreas_Country";

alter table "ServiceAreas"
validate constraint "CK_ServiceAreas_Position";

alter table "ServiceAreas"
validate constraint "CK_ServiceAreas_Radius";

alter table "ServiceProviders"
validate constraint "CK_ServiceProviders_Numbers";
