-- Built in one go over the rows that were moved, beside the triggers that go on writing to these tables.
create index concurrently "IX_DogProfiles_Owner"
on "DogProfiles" ("OwnerId");

create index concurrently "IX_DogProfiles_Name"
on "DogProfiles" ("Name");

create index concurrently "IX_DogProfiles_Breed"
on "DogProfiles" ("Breed");

create index concurrently "IX_DogProfiles_Active"
on "DogProfiles" ("CreatedAt" desc)
where "IsActive";

create index concurrently "IX_DogProfiles_Owner_Active"
on "DogProfiles" ("OwnerId", "IsActive");

create unique index concurrently "IX_DogProfiles_Microchip"
on "DogProfiles" ("MicrochipNumber")
where "MicrochipNumber" is not null and "IsActive";

create index concurrently "IX_DogProfiles_Search"
on "DogProfiles" using gin ("SearchVector");

create index concurrently "IX_ProviderServices_Service"
on "ProviderServices" ("ServiceCode", "Price");

create index concurrently "IX_ServiceAreas_Provider"
on "ServiceAreas" ("ProviderId");

create index concurrently "IX_ServiceAreas_City"
on "ServiceAreas" ("CountryCode", "City");

create index concurrently "IX_ServiceAreas_PostalCode"
on "ServiceAreas" ("CountryCode", "PostalCode");
