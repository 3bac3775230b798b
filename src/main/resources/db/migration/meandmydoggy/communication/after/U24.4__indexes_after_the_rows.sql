drop index concurrently if exists "IX_MessageReadReceipts_User";

drop index concurrently if exists "IX_MessageAttachments_File";

drop index concurrently if exists "IX_MessageAttachments_Message";

drop index concurrently if exists "IX_ConversationMessages_ReplyTo";

drop index concurrently if exists "IX_ConversationMessages_Sender";

drop index concurrently if exists "IX_ConversationMessages_Conversation_Sent";

drop index concurrently if exists "IX_ConversationParticipants_User";

drop index concurrently if exists "IX_Conversations_CreatedBy";
