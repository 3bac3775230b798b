alter table "ServiceProviders"
drop constraint if exists "CK_ServiceProviders_Slug";

drop index concurrently if exists "IX_ServiceProviders_Slug";
