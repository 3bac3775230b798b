-- Not valid again, as they were added.
alter table "MessageAttachments"
drop constraint "CK_MessageAttachments_Place",
add constraint "CK_MessageAttachments_Place" check ("FileId" is not null or "Url" is not null) not valid,
drop constraint "CK_MessageAttachments_Size",
add constraint "CK_MessageAttachments_Size" check ("SizeBytes" >= 0) not valid;

alter table "ConversationMessages"
drop constraint "CK_ConversationMessages_MessageType",
add constraint "CK_ConversationMessages_MessageType" check (
    "MessageType" in ('Text', 'Image', 'File', 'System')
) not valid,
drop constraint "CK_ConversationMessages_Edited",
add constraint "CK_ConversationMessages_Edited" check ("EditedAt" >= "SentAt") not valid;

alter table "ConversationParticipants"
drop constraint "CK_ConversationParticipants_Role",
add constraint "CK_ConversationParticipants_Role" check ("Role" in ('Owner', 'Admin', 'Member')) not valid,
drop constraint "CK_ConversationParticipants_Left",
add constraint "CK_ConversationParticipants_Left" check ("LeftAt" >= "JoinedAt") not valid;

alter table "Conversations"
drop constraint "CK_Conversations_Type",
add constraint "CK_Conversations_Type" check ("Type" in ('Direct', 'Group', 'Support')) not valid,
drop constraint "CK_Conversations_Title",
add constraint "CK_Conversations_Title" check ("Type" <> 'Group' or "Title" is not null) not valid;
