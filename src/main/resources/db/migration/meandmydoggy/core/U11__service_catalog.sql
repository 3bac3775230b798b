drop table "Services";

drop table "ServiceCategories";
