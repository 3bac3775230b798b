drop table "UserActivities";

drop table "UserPresence";
