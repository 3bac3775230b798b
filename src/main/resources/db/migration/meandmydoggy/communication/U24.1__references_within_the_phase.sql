alter table "ConversationInvitations"
drop constraint "FK_ConversationInvitations_ConversationId";

alter table "ConversationSettings"
drop constraint "FK_ConversationSettings_Participant";

alter table "NotificationDeliveries"
drop constraint "FK_NotificationDeliveries_NotificationId";

alter table "VideoCallParticipants"
drop constraint "FK_VideoCallParticipants_CallId";

alter table "VideoCallSessions"
drop constraint "FK_VideoCallSessions_ConversationId";

alter table "MessageReadReceipts"
drop constraint "FK_MessageReadReceipts_MessageId";

alter table "MessageReactions"
drop constraint "FK_MessageReactions_MessageId";

alter table "MessageAttachments"
drop constraint "FK_MessageAttachments_MessageId";

alter table "ConversationMessages"
drop constraint "FK_ConversationMessages_ReplyToId",
drop constraint "FK_ConversationMessages_ConversationId";

alter table "ConversationParticipants"
drop constraint "FK_ConversationParticipants_ConversationId";
