drop table "ProviderStatistics";

drop table "BusinessMetrics";
