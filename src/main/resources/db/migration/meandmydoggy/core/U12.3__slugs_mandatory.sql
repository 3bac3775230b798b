alter table "ServiceProviders"
add constraint "CK_ServiceProviders_Slug" check ("Slug" is not null) not valid;

alter table "ServiceProviders"
alter column "Slug" drop not null;

alter table "ServiceProviders"
validate constraint "CK_ServiceProviders_Slug";
