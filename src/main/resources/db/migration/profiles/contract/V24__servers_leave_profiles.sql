-- Dropping the column drops its index; the foreign key is named, as it is what keeps "Profile" from being dropped.
drop trigger "Server_userId_is_profileId" on "Server";

alter table "Server"
drop constraint "Server_profileId_fkey",
drop column "profileId";
