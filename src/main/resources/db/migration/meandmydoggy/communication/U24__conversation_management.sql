drop table "BlockedUsers";

drop table "ConversationInvitations";

drop table "ConversationSettings";
