drop index "IX_Addresses_City";

drop index "IX_Addresses_Primary";

drop index "IX_Addresses_User";

drop index "IX_SubscriptionEvents_ToPlan";

drop index "IX_SubscriptionEvents_FromPlan";

drop index "IX_SubscriptionEvents_Subscription";

drop index "IX_UserSubscriptions_PeriodEnd";

drop index "IX_UserSubscriptions_Plan";

drop index "IX_UserSubscriptions_User";

drop index "IX_UserSubscriptions_Current";

drop index "IX_SubscriptionPlans_Active";

drop index "IX_ReviewResponses_Responder";

drop index "IX_Reviews_Service";

drop index "IX_Reviews_Dog";

drop index "IX_Reviews_Author";

drop index "IX_Reviews_Provider";

drop index "IX_Services_Category";

drop index "IX_DogVaccinations_MedicalRecord";

drop index "IX_DogVaccinations_ValidUntil";

drop index "IX_DogVaccinations_Dog";

drop index "IX_DogMedicalRecords_CreatedBy";

drop index "IX_DogMedicalRecords_File";

drop index "IX_DogMedicalRecords_NextDue";

drop index "IX_DogMedicalRecords_Dog";
