-- A script of its own: a foreign key locks the table that it refers to against writes, and these two are in use.
alter table "ConsultantProfile"
add constraint "ConsultantProfile_userId_fkey" foreign key ("userId")
    references "User" (id)
    on update cascade
    on delete cascade
    not valid;

alter table "FirmConsultantAssociation"
add constraint "FirmConsultantAssociation_invitedById_fkey" foreign key ("invitedById")
    references "User" (id)
    on update cascade
    on delete set null
    not valid;

alter table "FirmConsultantAssociation"
add constraint "FirmConsultantAssociation_firmId_fkey" foreign key ("firmId")
    references "Firm" (id)
    on update cascade
    on delete cascade
    not valid;
