-- Dropping the column drops its index; the foreign key is named, as it is what keeps "Profile" from being dropped.
drop trigger "Channel_userId_is_profileId" on "Channel";

alter table "Channel"
drop constraint "Channel_profileId_fkey",
drop column "profileId";
