alter table "Conversations"
validate constraint "CK_Conversations_Type";

alter table "Conversations"
validate constraint "CK_Conversations_Title";

alter table "ConversationParticipants"
validate constraint "CK_ConversationParticipants_Role";

alter table "ConversationParticipants"
validate constraint "CK_ConversationParticipants_Left";

alter table "ConversationMessages"
validate constraint "CK_ConversationMessages_MessageType";

alter table "ConversationMessages"
validate constraint "CK_ConversationMessages_Edited";

alter table "MessageAttachments"
validate constraint "CK_MessageAttachments_Place";

alter table "MessageAttachments"
validate constraint "CK_MessageAttachments_Size";
