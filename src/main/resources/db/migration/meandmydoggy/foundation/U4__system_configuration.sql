drop table "SystemSettings";
