-- Not valid again, as they were added.
alter table "ServiceProviders"
drop constraint "CK_ServiceProviders_Numbers",
add constraint "CK_ServiceProviders_Numbers" check (
    "YearsOfExperience" >= 0
    and "ReviewCount" >= 0
    and "AverageRating" between 1 and 5
) not valid;

alter table "ServiceAreas"
drop constraint "CK_ServiceAreas_Country",
add constraint "CK_ServiceAreas_Country" check ("CountryCode" ~ '^[A-Z]{2}$') not valid,
drop constraint "CK_ServiceAreas_Position",
add constraint "CK_ServiceAreas_Position" check (
    ("Latitude" is null) = ("Longitude" is null)
    and "Latitude" between -90 and 90
    and "Longitude" between -180 and 180
) not valid,
drop constraint "CK_ServiceAreas_Radius",
add constraint "CK_ServiceAreas_Radius" check ("RadiusKm" > 0) not valid;

alter table "ProviderServices"
drop constraint "CK_ProviderServices_PriceUnit",
add constraint "CK_ProviderServices_PriceUnit" check ("PriceUnit" in ('Hour', 'Visit', 'Day', 'Night')) not valid,
drop constraint "CK_ProviderServices_Price",
add constraint "CK_ProviderServices_Price" check ("Price" >= 0) not valid,
drop constraint "CK_ProviderServices_Currency",
add constraint "CK_ProviderServices_Currency" check ("Currency" ~ '^[A-Z]{3}$') not valid,
drop constraint "CK_ProviderServices_Duration",
add constraint "CK_ProviderServices_Duration" check ("DurationMinutes" > 0) not valid;

alter table "DogProfiles"
drop constraint "CK_DogProfiles_Gender",
add constraint "CK_DogProfiles_Gender" check ("Gender" in ('Male', 'Female', 'Unknown')) not valid,
drop constraint "CK_DogProfiles_EnergyLevel",
add constraint "CK_DogProfiles_EnergyLevel" check ("EnergyLevel" in ('Low', 'Medium', 'High')) not valid,
drop constraint "CK_DogProfiles_SocializationLevel",
add constraint "CK_DogProfiles_SocializationLevel" check (
    "SocializationLevel" in ('Shy', 'Friendly', 'Very Social')
) not valid,
drop constraint "CK_DogProfiles_TrainingLevel",
add constraint "CK_DogProfiles_TrainingLevel" check ("TrainingLevel" in ('None', 'Basic', 'Advanced')) not valid,
drop constraint "CK_DogProfiles_Origin",
add constraint "CK_DogProfiles_Origin" check ("Origin" in ('Application', 'Users', 'ServiceProviders')) not valid,
drop constraint "CK_DogProfiles_Name",
add constraint "CK_DogProfiles_Name" check (btrim("Name") <> '') not valid,
drop constraint "CK_DogProfiles_Weight",
add constraint "CK_DogProfiles_Weight" check ("Weight" > 0) not valid,
drop constraint "CK_DogProfiles_Height",
add constraint "CK_DogProfiles_Height" check ("Height" > 0) not valid,
drop constraint "CK_DogProfiles_AdditionalPhotos",
add constraint "CK_DogProfiles_AdditionalPhotos" check (jsonb_typeof("AdditionalPhotos") = 'array') not valid;
