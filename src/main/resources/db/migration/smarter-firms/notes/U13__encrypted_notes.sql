alter table "ConsultantNote"
drop column "bodyEncrypted";
