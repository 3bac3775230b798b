drop index concurrently if exists "IX_ServiceAreas_PostalCode";

drop index concurrently if exists "IX_ServiceAreas_City";

drop index concurrently if exists "IX_ServiceAreas_Provider";

drop index concurrently if exists "IX_ProviderServices_Service";

drop index concurrently if exists "IX_DogProfiles_Search";

drop index concurrently if exists "IX_DogProfiles_Microchip";

drop index concurrently if exists "IX_DogProfiles_Owner_Active";

drop index concurrently if exists "IX_DogProfiles_Active";

drop index concurrently if exists "IX_DogProfiles_Breed";

drop index concurrently if exists "IX_DogProfiles_Name";

drop index concurrently if exists "IX_DogProfiles_Owner";
