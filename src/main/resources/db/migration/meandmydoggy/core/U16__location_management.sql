drop table "ServiceAreas";

drop table "Addresses";
