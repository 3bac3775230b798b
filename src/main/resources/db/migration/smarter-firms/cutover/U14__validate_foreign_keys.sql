-- A validated foreign key cannot be made not valid again, so each is made anew as V6 and V7 made it.
alter table "ConsultantPermission"
drop constraint "ConsultantPermission_associationId_fkey",
add constraint "ConsultantPermission_associationId_fkey" foreign key ("associationId")
    references "FirmConsultantAssociation" (id)
    on update cascade
    on delete cascade
    not valid;

alter table "FirmConsultantAssociation"
drop constraint "FirmConsultantAssociation_invitedById_fkey",
add constraint "FirmConsultantAssociation_invitedById_fkey" foreign key ("invitedById")
    references "User" (id)
    on update cascade
    on delete set null
    not valid;

alter table "FirmConsultantAssociation"
drop constraint "FirmConsultantAssociation_consultantId_fkey",
add constraint "FirmConsultantAssociation_consultantId_fkey" foreign key ("consultantId")
    references "ConsultantProfile" (id)
    on update cascade
    on delete cascade
    not valid;

alter table "FirmConsultantAssociation"
drop constraint "FirmConsultantAssociation_firmId_fkey",
add constraint "FirmConsultantAssociation_firmId_fkey" foreign key ("firmId")
    references "Firm" (id)
    on update cascade
    on delete cascade
    not valid;

alter table "ConsultantProfile"
drop constraint "ConsultantProfile_userId_fkey",
add constraint "ConsultantProfile_userId_fkey" foreign key ("userId")
    references "User" (id)
    on update cascade
    on delete cascade
    not valid;
