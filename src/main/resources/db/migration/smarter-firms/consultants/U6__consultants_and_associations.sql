drop table "ConsultantPermission";

drop table "FirmConsultantAssociation";

drop table "ConsultantProfile";
