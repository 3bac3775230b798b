drop table "PushNotificationSettings";

drop table "PushDevices";
