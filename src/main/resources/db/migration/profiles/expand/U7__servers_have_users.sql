drop trigger "Server_userId_is_profileId" on "Server";

alter table "Server"
drop column "userId";
