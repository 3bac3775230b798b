drop index "IX_BlockedUsers_Blocked";

drop index "IX_ConversationInvitations_InvitedBy";

drop index "IX_ConversationInvitations_Invitee";

drop index "IX_ConversationInvitations_Conversation";

drop index "IX_ConversationInvitations_Open";

drop index "IX_ConversationSettings_User";

drop index "IX_UserActivities_OccurredAt";

drop index "IX_UserActivities_User";

drop index "IX_UserPresence_Online";

drop index "IX_PushDevices_LastUsed";

drop index "IX_PushDevices_User";

drop index "IX_NotificationDeliveries_Pending";

drop index "IX_NotificationDeliveries_Channel";

drop index "IX_Notifications_ExpiresAt";

drop index "IX_Notifications_Unread";

drop index "IX_Notifications_User";

drop index "IX_VideoCallParticipants_User";

drop index "IX_VideoCallSessions_RecordingFile";

drop index "IX_VideoCallSessions_Initiator";

drop index "IX_VideoCallSessions_Running";

drop index "IX_VideoCallSessions_Conversation";

drop index "IX_MessageReactions_User";
