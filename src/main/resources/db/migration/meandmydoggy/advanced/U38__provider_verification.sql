drop table "ProviderCertifications";

drop table "ProviderVerifications";
