-- Built in one go over the rows that were moved, beside the triggers that go on writing to these tables.
create index concurrently "IX_Conversations_CreatedBy"
on "Conversations" ("CreatedBy");

create index concurrently "IX_ConversationParticipants_User"
on "ConversationParticipants" ("UserId", "ConversationId");

create index concurrently "IX_ConversationMessages_Conversation_Sent"
on "ConversationMessages" ("ConversationId", "SentAt" desc);

create index concurrently "IX_ConversationMessages_Sender"
on "ConversationMessages" ("SenderId", "SentAt" desc);

create index concurrently "IX_ConversationMessages_ReplyTo"
on "ConversationMessages" ("ReplyToId")
where "ReplyToId" is not null;

create index concurrently "IX_MessageAttachments_Message"
on "MessageAttachments" ("MessageId");

create index concurrently "IX_MessageAttachments_File"
on "MessageAttachments" ("FileId")
where "FileId" is not null;

create index concurrently "IX_MessageReadReceipts_User"
on "MessageReadReceipts" ("UserId", "ReadAt" desc);
