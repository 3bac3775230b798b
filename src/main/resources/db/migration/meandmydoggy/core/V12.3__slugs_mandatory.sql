-- Without reading the table: the constraint is the proof, and is not needed after it.
alter table "ServiceProviders"
alter column "Slug" set not null;

alter table "ServiceProviders"
drop constraint "CK_ServiceProviders_Slug";
