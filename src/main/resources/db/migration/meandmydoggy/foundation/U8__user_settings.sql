drop table "UserPreferences";

drop table "UserSettings";
