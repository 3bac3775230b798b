alter table "BlockedUsers"
drop constraint "FK_BlockedUsers_BlockedId",
drop constraint "FK_BlockedUsers_BlockerId";

alter table "ConversationInvitations"
drop constraint "FK_ConversationInvitations_InviteeId",
drop constraint "FK_ConversationInvitations_InvitedBy";

alter table "UserActivities"
drop constraint "FK_UserActivities_UserId";

alter table "UserPresence"
drop constraint "FK_UserPresence_UserId";

alter table "PushNotificationSettings"
drop constraint "FK_PushNotificationSettings_UserId";

alter table "PushDevices"
drop constraint "FK_PushDevices_UserId";

alter table "Notifications"
drop constraint "FK_Notifications_UserId";

alter table "VideoCallParticipants"
drop constraint "FK_VideoCallParticipants_UserId";

alter table "VideoCallSessions"
drop constraint "FK_VideoCallSessions_RecordingFileId",
drop constraint "FK_VideoCallSessions_InitiatorId";

alter table "MessageReadReceipts"
drop constraint "FK_MessageReadReceipts_UserId";

alter table "MessageReactions"
drop constraint "FK_MessageReactions_UserId";

alter table "MessageAttachments"
drop constraint "FK_MessageAttachments_FileId";

alter table "ConversationMessages"
drop constraint "FK_ConversationMessages_SenderId";

alter table "ConversationParticipants"
drop constraint "FK_ConversationParticipants_UserId";

alter table "Conversations"
drop constraint "FK_Conversations_CreatedBy";
