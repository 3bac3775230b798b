drop table "SubscriptionEvents";

drop table "UserSubscriptions";
