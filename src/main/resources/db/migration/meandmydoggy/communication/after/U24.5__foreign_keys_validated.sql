-- A validated foreign key cannot be made not valid again, so each is made anew as it was added.
alter table "BlockedUsers"
drop constraint "FK_BlockedUsers_BlockerId",
add constraint "FK_BlockedUsers_BlockerId" foreign key ("BlockerId")
    references "Users" ("Id")
    on delete cascade
    not valid,
drop constraint "FK_BlockedUsers_BlockedId",
add constraint "FK_BlockedUsers_BlockedId" foreign key ("BlockedId")
    references "Users" ("Id")
    on delete cascade
    not valid;

alter table "ConversationInvitations"
drop constraint "FK_ConversationInvitations_ConversationId",
add constraint "FK_ConversationInvitations_ConversationId" foreign key ("ConversationId")
    references "Conversations" ("Id")
    on delete cascade
    not valid,
drop constraint "FK_ConversationInvitations_InvitedBy",
add constraint "FK_ConversationInvitations_InvitedBy" foreign key ("InvitedBy")
    references "Users" ("Id")
    on delete set null
    not valid,
drop constraint "FK_ConversationInvitations_InviteeId",
add constraint "FK_ConversationInvitations_InviteeId" foreign key ("InviteeId")
    references "Users" ("Id")
    on delete cascade
    not valid;

alter table "ConversationSettings"
drop constraint "FK_ConversationSettings_Participant",
add constraint "FK_ConversationSettings_Participant" foreign key ("ConversationId", "UserId")
    references "ConversationParticipants" ("ConversationId", "UserId")
    on delete cascade
    not valid;

alter table "UserActivities"
drop constraint "FK_UserActivities_UserId",
add constraint "FK_UserActivities_UserId" foreign key ("UserId")
    references "Users" ("Id")
    on delete cascade
    not valid;

alter table "UserPresence"
drop constraint "FK_UserPresence_UserId",
add constraint "FK_UserPresence_UserId" foreign key ("UserId")
    references "Users" ("Id")
    on delete cascade
    not valid;

alter table "PushNotificationSettings"
drop constraint "FK_PushNotificationSettings_UserId",
add constraint "FK_PushNotificationSettings_UserId" foreign key ("UserId")
    references "Users" ("Id")
    on delete cascade
    not valid;

alter table "PushDevices"
drop constraint "FK_PushDevices_UserId",
add constraint "FK_PushDevices_UserId" foreign key ("UserId")
    references "Users" ("Id")
    on delete cascade
    not valid;

alter table "NotificationDeliveries"
drop constraint "FK_NotificationDeliveries_NotificationId",
add constraint "FK_NotificationDeliveries_NotificationId" foreign key ("NotificationId")
    references "Notifications" ("Id")
    on delete cascade
    not valid;

alter table "Notifications"
drop constraint "FK_Notifications_UserId",
add constraint "FK_Notifications_UserId" foreign key ("UserId")
    references "Users" ("Id")
    on delete cascade
    not valid;

alter table "VideoCallParticipants"
drop constraint "FK_VideoCallParticipants_CallId",
add constraint "FK_VideoCallParticipants_CallId" foreign key ("CallId")
    references "VideoCallSessions" ("Id")
    on delete cascade
    not valid,
drop constraint "FK_VideoCallParticipants_UserId",
add constraint "FK_VideoCallParticipants_UserId" foreign key ("UserId")
    references "Users" ("Id")
    on delete cascade
    not valid;

alter table "VideoCallSessions"
drop constraint "FK_VideoCallSessions_ConversationId",
add constraint "FK_VideoCallSessions_ConversationId" foreign key ("ConversationId")
    references "Conversations" ("Id")
    on delete cascade
    not valid,
drop constraint "FK_VideoCallSessions_InitiatorId",
add constraint "FK_VideoCallSessions_InitiatorId" foreign key ("InitiatorId")
    references "Users" ("Id")
    on delete set null
    not valid,
drop constraint "FK_VideoCallSessions_RecordingFileId",
add constraint "FK_VideoCallSessions_RecordingFileId" foreign key ("RecordingFileId")
    references "StoredFiles" ("Id")
    on delete set null
    not valid;

alter table "MessageReadReceipts"
drop constraint "FK_MessageReadReceipts_MessageId",
add constraint "FK_MessageReadReceipts_MessageId" foreign key ("MessageId")
    references "ConversationMessages" ("Id")
    on delete cascade
    not valid,
drop constraint "FK_MessageReadReceipts_UserId",
add constraint "FK_MessageReadReceipts_UserId" foreign key ("UserId")
    references "Users" ("Id")
    on delete cascade
    not valid;

alter table "MessageReactions"
drop constraint "FK_MessageReactions_MessageId",
add constraint "FK_MessageReactions_MessageId" foreign key ("MessageId")
    references "ConversationMessages" ("Id")
    on delete cascade
    not valid,
drop constraint "FK_MessageReactions_UserId",
add constraint "FK_MessageReactions_UserId" foreign key ("UserId")
    references "Users" ("Id")
    on delete cascade
    not valid;

alter table "MessageAttachments"
drop constraint "FK_MessageAttachments_MessageId",
add constraint "FK_MessageAttachments_MessageId" foreign key ("MessageId")
    references "ConversationMessages" ("Id")
    on delete cascade
    not valid,
drop constraint "FK_MessageAttachments_FileId",
add constraint "FK_MessageAttachments_FileId" foreign key ("FileId")
    references "StoredFiles" ("Id")
    on delete set null
    not valid;

alter table "ConversationMessages"
drop constraint "FK_ConversationMessages_ConversationId",
add constraint "FK_ConversationMessages_ConversationId" foreign key ("ConversationId")
    references "Conversations" ("Id")
    on delete cascade
    not valid,
drop constraint "FK_ConversationMessages_SenderId",
add constraint "FK_ConversationMessages_SenderId" foreign key ("SenderId")
    references "Users" ("Id")
    on delete cascade
    not valid,
drop constraint "FK_ConversationMessages_ReplyToId",
add constraint "FK_ConversationMessages_ReplyToId" foreign key ("ReplyToId")
    references "ConversationMessages" ("Id")
    on delete set null
    not valid;

alter table "ConversationParticipants"
drop constraint "FK_ConversationParticipants_ConversationId",
add constraint "FK_ConversationParticipants_ConversationId" foreign key ("ConversationId")
    references "Conversations" ("Id")
    on delete cascade
    not valid,
drop constraint "FK_ConversationParticipants_UserId",
add constraint "FK_ConversationParticipants_UserId" foreign key ("UserId")
    references "Users" ("Id")
    on delete cascade
    not valid;

alter table "Conversations"
drop constraint "FK_Conversations_CreatedBy",
add constraint "FK_Conversations_CreatedBy" foreign key ("CreatedBy")
    references "Users" ("Id")
    on delete set null
    not valid;
