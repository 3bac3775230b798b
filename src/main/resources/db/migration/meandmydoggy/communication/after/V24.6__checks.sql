-- The last thing that is added. Where rows are, not valid, so that they are not read under the lock.
alter table "Conversations"
add constraint "CK_Conversations_Type" check ("Type" in ('Direct', 'Group', 'Support')) not valid,
add constraint "CK_Conversations_Title" check ("Type" <> 'Group' or "Title" is not null) not valid;

alter table "ConversationParticipants"
add constraint "CK_ConversationParticipants_Role" check ("Role" in ('Owner', 'Admin', 'Member')) not valid,
add constraint "CK_ConversationParticipants_Left" check ("LeftAt" >= "JoinedAt") not valid;

alter table "ConversationMessages"
add constraint "CK_ConversationMessages_MessageType" check (
    "MessageType" in ('Text', 'Image', 'File', 'System')
) not valid,
add constraint "CK_ConversationMessages_Edited" check ("EditedAt" >= "SentAt") not valid;

alter table "MessageAttachments"
add constraint "CK_MessageAttachments_Place" check ("FileId" is not null or "Url" is not null) not valid,
add constraint "CK_MessageAttachments_Size" check ("SizeBytes" >= 0) not valid;

alter table "MessageReactions"
add constraint "CK_MessageReactions_Emoji" check ("Emoji" <> '');

alter table "VideoCallSessions"
add constraint "CK_VideoCallSessions_Status" check (
    "Status" in ('Ringing', 'Active', 'Ended', 'Missed', 'Declined', 'Failed')
),
add constraint "CK_VideoCallSessions_Times" check ("AnsweredAt" >= "StartedAt" and "EndedAt" >= "StartedAt"),
add constraint "CK_VideoCallSessions_Ended" check (("EndedAt" is null) = ("Status" in ('Ringing', 'Active')));

alter table "VideoCallParticipants"
add constraint "CK_VideoCallParticipants_Left" check ("LeftAt" >= "JoinedAt");

alter table "Notifications"
add constraint "CK_Notifications_Priority" check ("Priority" in ('Low', 'Normal', 'High'));

alter table "NotificationDeliveries"
add constraint "CK_NotificationDeliveries_Channel" check ("Channel" in ('InApp', 'Email', 'Sms', 'Push')),
add constraint "CK_NotificationDeliveries_Status" check (
    "Status" in ('Pending', 'Sent', 'Delivered', 'Failed', 'Suppressed')
),
add constraint "CK_NotificationDeliveries_Attempts" check ("Attempts" >= 0);

alter table "PushDevices"
add constraint "CK_PushDevices_Platform" check ("Platform" in ('Ios', 'Android', 'Web'));

alter table "PushNotificationSettings"
add constraint "CK_PushNotificationSettings_Quiet" check (("QuietFrom" is null) = ("QuietUntil" is null));

alter table "UserPresence"
add constraint "CK_UserPresence_Status" check ("Status" in ('Online', 'Away', 'Busy', 'Offline'));

alter table "ConversationInvitations"
add constraint "CK_ConversationInvitations_Status" check (
    "Status" in ('Pending', 'Accepted', 'Declined', 'Withdrawn')
),
add constraint "CK_ConversationInvitations_Response" check (("RespondedAt" is null) = ("Status" = 'Pending'));

alter table "BlockedUsers"
add constraint "CK_BlockedUsers_Other" check ("BlockerId" <> "BlockedId");
