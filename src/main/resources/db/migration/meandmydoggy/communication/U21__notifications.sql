drop table "NotificationDeliveries";

drop table "Notifications";
