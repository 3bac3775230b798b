drop table "SubscriptionPlans";
