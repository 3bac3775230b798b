alter table "ServiceProviders"
drop constraint "CK_ServiceProviders_Slug",
add constraint "CK_ServiceProviders_Slug" check ("Slug" is not null) not valid;

drop index concurrently if exists "IX_ServiceProviders_Slug";
