-- Reads the tables under locks that let the application read and write.
alter table "ConsultantProfile"
validate constraint "ConsultantProfile_userId_fkey";

alter table "FirmConsultantAssociation"
validate constraint "FirmConsultantAssociation_firmId_fkey";

alter table "FirmConsultantAssociation"
validate constraint "FirmConsultantAssociation_consultantId_fkey";

alter table "FirmConsultantAssociation"
validate constraint "FirmConsultantAssociation_invitedById_fkey";

alter table "ConsultantPermission"
validate constraint "ConsultantPermission_associationId_fkey";
