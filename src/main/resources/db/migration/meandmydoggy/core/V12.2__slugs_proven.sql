create unique index concurrently "IX_ServiceProviders_Slug"
on "ServiceProviders" ("Slug");

alter table "ServiceProviders"
validate constraint "CK_ServiceProviders_Slug";
