-- Of the tables that nothing is moved into: they are empty, and nobody uses them yet.
create index "IX_MessageReactions_User"
on "MessageReactions" ("UserId");

create index "IX_VideoCallSessions_Conversation"
on "VideoCallSessions" ("ConversationId", "StartedAt" desc);

create index "IX_VideoCallSessions_Running"
on "VideoCallSessions" ("StartedAt")
where "Status" in ('Ringing', 'Active');

create index "IX_VideoCallSessions_Initiator"
on "VideoCallSessions" ("InitiatorId")
where "InitiatorId" is not null;

create index "IX_VideoCallSessions_RecordingFile"
on "VideoCallSessions" ("RecordingFileId")
where "RecordingFileId" is not null;

create index "IX_VideoCallParticipants_User"
on "VideoCallParticipants" ("UserId");

create index "IX_Notifications_User"
on "Notifications" ("UserId", "CreatedAt" desc);

create index "IX_Notifications_Unread"
on "Notifications" ("UserId")
where "ReadAt" is null;

create index "IX_Notifications_ExpiresAt"
on "Notifications" ("ExpiresAt")
where "ExpiresAt" is not null;

create unique index "IX_NotificationDeliveries_Channel"
on "NotificationDeliveries" ("NotificationId", "Channel");

create index "IX_NotificationDeliveries_Pending"
on "NotificationDeliveries" ("LastAttemptAt" nulls first)
where "Status" = 'Pending';

create index "IX_PushDevices_User"
on "PushDevices" ("UserId");

create index "IX_PushDevices_LastUsed"
on "PushDevices" ("LastUsedAt");

create index "IX_UserPresence_Online"
on "UserPresence" ("LastActiveAt")
where "Status" <> 'Offline';

create index "IX_UserActivities_User"
on "UserActivities" ("UserId", "OccurredAt" desc);

create index "IX_UserActivities_OccurredAt"
on "UserActivities" ("OccurredAt");

create index "IX_ConversationSettings_User"
on "ConversationSettings" ("UserId")
where "IsPinned";

create unique index "IX_ConversationInvitations_Open"
on "ConversationInvitations" ("ConversationId", "InviteeId")
where "Status" = 'Pending';

create index "IX_ConversationInvitations_Conversation"
on "ConversationInvitations" ("ConversationId");

create index "IX_ConversationInvitations_Invitee"
on "ConversationInvitations" ("InviteeId", "CreatedAt" desc);

create index "IX_ConversationInvitations_InvitedBy"
on "ConversationInvitations" ("InvitedBy")
where "InvitedBy" is not null;

create index "IX_BlockedUsers_Blocked"
on "BlockedUsers" ("BlockedId");
