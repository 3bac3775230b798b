-- The index makes this a script in which each statement is a transaction of its own: the constraint is added and proven
-- in two, so that the table is not read under the lock that adds it.
create unique index concurrently "IX_ServiceProviders_Slug"
on "ServiceProviders" ("Slug");

alter table "ServiceProviders"
add constraint "CK_ServiceProviders_Slug" check ("Slug" is not null) not valid;

alter table "ServiceProviders"
validate constraint "CK_ServiceProviders_Slug";
