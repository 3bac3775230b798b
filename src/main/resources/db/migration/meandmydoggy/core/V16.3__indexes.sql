-- Of the tables that nothing is moved into: they are empty, and nobody uses them yet.
create index "IX_DogMedicalRecords_Dog"
on "DogMedicalRecords" ("DogId", "OccurredOn" desc);

create index "IX_DogMedicalRecords_NextDue"
on "DogMedicalRecords" ("NextDueOn")
where "NextDueOn" is not null;

create index "IX_DogMedicalRecords_File"
on "DogMedicalRecords" ("FileId")
where "FileId" is not null;

create index "IX_DogMedicalRecords_CreatedBy"
on "DogMedicalRecords" ("CreatedBy")
where "CreatedBy" is not null;

create index "IX_DogVaccinations_Dog"
on "DogVaccinations" ("DogId", "VaccineName", "ValidUntil" desc);

create index "IX_DogVaccinations_ValidUntil"
on "DogVaccinations" ("ValidUntil");

create index "IX_DogVaccinations_MedicalRecord"
on "DogVaccinations" ("MedicalRecordId")
where "MedicalRecordId" is not null;

create index "IX_Services_Category"
on "Services" ("CategoryCode", "SortOrder");

create index "IX_Reviews_Provider"
on "Reviews" ("ProviderId", "CreatedAt" desc);

create index "IX_Reviews_Author"
on "Reviews" ("AuthorId")
where "AuthorId" is not null;

create index "IX_Reviews_Dog"
on "Reviews" ("DogId")
where "DogId" is not null;

create index "IX_Reviews_Service"
on "Reviews" ("ServiceCode")
where "ServiceCode" is not null;

create index "IX_ReviewResponses_Responder"
on "ReviewResponses" ("ResponderId")
where "ResponderId" is not null;

create index "IX_SubscriptionPlans_Active"
on "SubscriptionPlans" ("SortOrder")
where "IsActive";

create unique index "IX_UserSubscriptions_Current"
on "UserSubscriptions" ("UserId")
where "Status" in ('Trialing', 'Active', 'PastDue');

create index "IX_UserSubscriptions_User"
on "UserSubscriptions" ("UserId", "StartedAt" desc);

create index "IX_UserSubscriptions_Plan"
on "UserSubscriptions" ("PlanId");

create index "IX_UserSubscriptions_PeriodEnd"
on "UserSubscriptions" ("CurrentPeriodEnd")
where "Status" in ('Trialing', 'Active', 'PastDue');

create index "IX_SubscriptionEvents_Subscription"
on "SubscriptionEvents" ("SubscriptionId", "OccurredAt");

create index "IX_SubscriptionEvents_FromPlan"
on "SubscriptionEvents" ("FromPlanId")
where "FromPlanId" is not null;

create index "IX_SubscriptionEvents_ToPlan"
on "SubscriptionEvents" ("ToPlanId")
where "ToPlanId" is not null;

create index "IX_Addresses_User"
on "Addresses" ("UserId");

create unique index "IX_Addresses_Primary"
on "Addresses" ("UserId")
where "IsPrimary";

create index "IX_Addresses_City"
on "Addresses" ("CountryCode", "City");
