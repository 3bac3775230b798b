alter table "ModerationActions"
drop constraint "FK_ModerationActions_ResultId";
