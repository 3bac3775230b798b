alter table "FirmConsultantAssociation"
drop constraint "FirmConsultantAssociation_firmId_fkey";

alter table "FirmConsultantAssociation"
drop constraint "FirmConsultantAssociation_invitedById_fkey";

alter table "ConsultantProfile"
drop constraint "ConsultantProfile_userId_fkey";
