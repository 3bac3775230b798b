drop table "MessageAttachments";
