-- Dropping the column drops its index; the foreign key is named, as it is what keeps "Profile" from being dropped.
drop trigger "Member_userId_is_profileId" on "Member";

alter table "Member"
drop constraint "Member_profileId_fkey",
drop column "profileId";
