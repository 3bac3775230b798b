drop table "ServiceDeliveryEvents";

drop table "ServiceDeliveries";
