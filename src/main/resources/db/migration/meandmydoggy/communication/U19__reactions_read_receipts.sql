drop table "MessageReadReceipts";

drop table "MessageReactions";
