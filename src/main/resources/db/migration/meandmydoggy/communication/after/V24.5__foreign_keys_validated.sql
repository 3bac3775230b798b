-- Reads the tables under locks that let the application read and write.
alter table "Conversations"
validate constraint "FK_Conversations_CreatedBy";

alter table "ConversationParticipants"
validate constraint "FK_ConversationParticipants_ConversationId";

alter table "ConversationParticipants"
validate constraint "FK_ConversationParticipants_UserId";

alter table "ConversationMessages"
validate constraint "FK_ConversationMessages_ConversationId";

alter table "ConversationMessages"
validate constraint "FK_ConversationMessages_SenderId";

alter table "ConversationMessages"
validate constraint "FK_ConversationMessages_ReplyToId";

alter table "MessageAttachments"
validate constraint "FK_MessageAttachments_MessageId";

alter table "MessageAttachments"
validate constraint "FK_MessageAttachments_FileId";

alter table "MessageReactions"
validate constraint "FK_MessageReactions_MessageId";

alter table "MessageReactions"
validate constraint "FK_MessageReactions_UserId";

alter table "MessageReadReceipts"
validate constraint "FK_MessageReadReceipts_MessageId";

alter table "MessageReadReceipts"
validate constraint "FK_MessageReadReceipts_UserId";

alter table "VideoCallSessions"
validate constraint "FK_VideoCallSessions_ConversationId";

alter table "VideoCallSessions"
validate constraint "FK_VideoCallSessions_InitiatorId";

alter table "VideoCallSessions"
validate constraint "FK_VideoCallSessions_RecordingFileId";

alter table "VideoCallParticipants"
validate constraint "FK_VideoCallParticipants_CallId";

alter table "VideoCallParticipants"
validate constraint "FK_VideoCallParticipants_UserId";

alter table "Notifications"
validate constraint "FK_Notifications_UserId";

alter table "NotificationDeliveries"
validate constraint "FK_NotificationDeliveries_NotificationId";

alter table "PushDevices"
validate constraint "FK_PushDevices_UserId";

alter table "PushNotificationSettings"
validate constraint "FK_PushNotificationSettings_UserId";

alter table "UserPresence"
validate constraint "FK_UserPresence_UserId";

alter table "UserActivities"
validate constraint "FK_UserActivities_UserId";

alter table "ConversationSettings"
validate constraint "FK_ConversationSettings_Participant";

alter table "ConversationInvitations"
validate constraint "FK_ConversationInvitations_ConversationId";

alter table "ConversationInvitations"
validate constraint "FK_ConversationInvitations_InvitedBy";

alter table "ConversationInvitations"
validate constraint "FK_ConversationInvitations_InviteeId";

alter table "BlockedUsers"
validate constraint "FK_BlockedUsers_BlockerId";

alter table "BlockedUsers"
validate constraint "FK_BlockedUsers_BlockedId";
