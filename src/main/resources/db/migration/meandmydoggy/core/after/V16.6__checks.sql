-- The last thing that is added. Where rows are, not valid, so that they are not read under the lock.
alter table "DogProfiles"
add constraint "CK_DogProfiles_Gender" check ("Gender" in ('Male', 'Female', 'Unknown')) not valid,
add constraint "CK_DogProfiles_EnergyLevel" check ("EnergyLevel" in ('Low', 'Medium', 'High')) not valid,
add constraint "CK_DogProfiles_SocializationLevel" check (
    "SocializationLevel" in ('Shy', 'Friendly', 'Very Social')
) not valid,
add constraint "CK_DogProfiles_TrainingLevel" check ("TrainingLevel" in ('None', 'Basic', 'Advanced')) not valid,
add constraint "CK_DogProfiles_Origin" check ("Origin" in ('Application', 'Users', 'ServiceProviders')) not valid,
add constraint "CK_DogProfiles_Name" check (btrim("Name") <> '') not valid,
add constraint "CK_DogProfiles_Weight" check ("Weight" > 0) not valid,
add constraint "CK_DogProfiles_Height" check ("Height" > 0) not valid,
add constraint "CK_DogProfiles_AdditionalPhotos" check (jsonb_typeof("AdditionalPhotos") = 'array') not valid;

alter table "DogMedicalRecords"
add constraint "CK_DogMedicalRecords_RecordType" check (
    "RecordType" in ('Examination', 'Vaccination', 'Surgery', 'Medication', 'Allergy', 'Injury', 'LabResult', 'Other')
),
add constraint "CK_DogMedicalRecords_NextDue" check ("NextDueOn" > "OccurredOn"),
add constraint "CK_DogMedicalRecords_Cost" check ("Cost" >= 0 and "Currency" is not null or "Cost" is null);

alter table "DogVaccinations"
add constraint "CK_DogVaccinations_Validity" check ("ValidUntil" > "AdministeredOn");

alter table "ServiceCategories"
add constraint "CK_ServiceCategories_Code" check ("Code" ~ '^[a-z][a-z0-9-]*$');

alter table "Services"
add constraint "CK_Services_Code" check ("Code" ~ '^[a-z][a-z0-9-]*$'),
add constraint "CK_Services_Duration" check ("DefaultDurationMinutes" between 5 and 43200);

alter table "ProviderServices"
add constraint "CK_ProviderServices_PriceUnit" check ("PriceUnit" in ('Hour', 'Visit', 'Day', 'Night')) not valid,
add constraint "CK_ProviderServices_Price" check ("Price" >= 0) not valid,
add constraint "CK_ProviderServices_Currency" check ("Currency" ~ '^[A-Z]{3}$') not valid,
add constraint "CK_ProviderServices_Duration" check ("DurationMinutes" > 0) not valid;

alter table "Reviews"
add constraint "CK_Reviews_Status" check ("Status" in ('Published', 'Hidden', 'Flagged')),
add constraint "CK_Reviews_Rating" check ("Rating" between 1 and 5);

alter table "ReviewScores"
add constraint "CK_ReviewScores_Criterion" check (
    "Criterion" in ('Punctuality', 'Care', 'Communication', 'Value')
),
add constraint "CK_ReviewScores_Score" check ("Score" between 1 and 5);

alter table "SubscriptionPlans"
add constraint "CK_SubscriptionPlans_Price" check ("MonthlyPrice" >= 0 and "YearlyPrice" >= 0),
add constraint "CK_SubscriptionPlans_Currency" check ("Currency" ~ '^[A-Z]{3}$'),
add constraint "CK_SubscriptionPlans_Limits" check ("TrialDays" >= 0 and "MaxDogs" > 0),
add constraint "CK_SubscriptionPlans_Features" check (jsonb_typeof("Features") = 'object');

alter table "UserSubscriptions"
add constraint "CK_UserSubscriptions_Status" check (
    "Status" in ('Trialing', 'Active', 'PastDue', 'Cancelled', 'Expired')
),
add constraint "CK_UserSubscriptions_BillingPeriod" check ("BillingPeriod" in ('Month', 'Year')),
add constraint "CK_UserSubscriptions_Period" check ("CurrentPeriodEnd" > "CurrentPeriodStart"),
add constraint "CK_UserSubscriptions_Ended" check (
    ("EndedAt" is not null) = ("Status" in ('Cancelled', 'Expired'))
);

alter table "SubscriptionEvents"
add constraint "CK_SubscriptionEvents_EventType" check (
    "EventType" in ('Started', 'TrialEnded', 'Renewed', 'PaymentFailed', 'PlanChanged', 'Cancelled', 'Expired')
);

alter table "Addresses"
add constraint "CK_Addresses_Country" check ("CountryCode" ~ '^[A-Z]{2}$'),
add constraint "CK_Addresses_Position" check (
    ("Latitude" is null) = ("Longitude" is null)
    and "Latitude" between -90 and 90
    and "Longitude" between -180 and 180
);

alter table "ServiceAreas"
add constraint "CK_ServiceAreas_Country" check ("CountryCode" ~ '^[A-Z]{2}$') not valid,
add constraint "CK_ServiceAreas_Position" check (
    ("Latitude" is null) = ("Longitude" is null)
    and "Latitude" between -90 and 90
    and "Longitude" between -180 and 180
) not valid,
add constraint "CK_ServiceAreas_Radius" check ("RadiusKm" > 0) not valid;

alter table "ServiceProviders"
add constraint "CK_ServiceProviders_Numbers" check (
    "YearsOfExperience" >= 0
    and "ReviewCount" >= 0
    and "AverageRating" between 1 and 5
) not valid;
