drop table "KycDocuments";

drop table "KycVerifications";
