drop table "ConversationMessages";

drop table "ConversationParticipants";

drop table "Conversations";
