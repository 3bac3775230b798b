alter table "BlockedUsers"
drop constraint "CK_BlockedUsers_Other";

alter table "ConversationInvitations"
drop constraint "CK_ConversationInvitations_Response",
drop constraint "CK_ConversationInvitations_Status";

alter table "UserPresence"
drop constraint "CK_UserPresence_Status";

alter table "PushNotificationSettings"
drop constraint "CK_PushNotificationSettings_Quiet";

alter table "PushDevices"
drop constraint "CK_PushDevices_Platform";

alter table "NotificationDeliveries"
drop constraint "CK_NotificationDeliveries_Attempts",
drop constraint "CK_NotificationDeliveries_Status",
drop constraint "CK_NotificationDeliveries_Channel";

alter table "Notifications"
drop constraint "CK_Notifications_Priority";

alter table "VideoCallParticipants"
drop constraint "CK_VideoCallParticipants_Left";

alter table "VideoCallSessions"
drop constraint "CK_VideoCallSessions_Ended",
drop constraint "CK_VideoCallSessions_Times",
drop constraint "CK_VideoCallSessions_Status";

alter table "MessageReactions"
drop constraint "CK_MessageReactions_Emoji";

alter table "MessageAttachments"
drop constraint "CK_MessageAttachments_Size",
drop constraint "CK_MessageAttachments_Place";

alter table "ConversationMessages"
drop constraint "CK_ConversationMessages_Edited",
drop constraint "CK_ConversationMessages_MessageType";

alter table "ConversationParticipants"
drop constraint "CK_ConversationParticipants_Left",
drop constraint "CK_ConversationParticipants_Role";

alter table "Conversations"
drop constraint "CK_Conversations_Title",
drop constraint "CK_Conversations_Type";
