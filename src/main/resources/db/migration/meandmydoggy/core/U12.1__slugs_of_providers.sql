alter table "ServiceProviders"
drop constraint "CK_ServiceProviders_Slug";

update "ServiceProviders"
set "Slug" = null;
