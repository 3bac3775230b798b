drop trigger "Channel_userId_is_profileId" on "Channel";

alter table "Channel"
drop column "userId";
