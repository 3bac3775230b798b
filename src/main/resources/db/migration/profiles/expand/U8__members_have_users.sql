drop trigger "Member_userId_is_profileId" on "Member";

alter table "Member"
drop column "userId";
