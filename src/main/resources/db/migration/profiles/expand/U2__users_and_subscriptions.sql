drop table "Subscription";

drop table "User";
