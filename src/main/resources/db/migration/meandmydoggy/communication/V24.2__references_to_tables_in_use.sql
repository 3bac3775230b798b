-- A script of its own: a foreign key locks the table that it refers to against writes, and these are in use.
alter table "Conversations"
add constraint "FK_Conversations_CreatedBy" foreign key ("CreatedBy")
    references "Users" ("Id")
    on delete set null
    not valid;

alter table "ConversationParticipants"
add constraint "FK_ConversationParticipants_UserId" foreign key ("UserId")
    references "Users" ("Id")
    on delete cascade
    not valid;

alter table "ConversationMessages"
add constraint "FK_ConversationMessages_SenderId" foreign key ("SenderId")
    references "Users" ("Id")
    on delete cascade
    not valid;

alter table "MessageAttachments"
add constraint "FK_MessageAttachments_FileId" foreign key ("FileId")
    references "StoredFiles" ("Id")
    on delete set null
    not valid;

alter table "MessageReactions"
add constraint "FK_MessageReactions_UserId" foreign key ("UserId")
    references "Users" ("Id")
    on delete cascade
    not valid;

alter table "MessageReadReceipts"
add constraint "FK_MessageReadReceipts_UserId" foreign key ("UserId")
    references "Users" ("Id")
    on delete cascade
    not valid;

alter table "VideoCallSessions"
add constraint "FK_VideoCallSessions_InitiatorId" foreign key ("InitiatorId")
    references "Users" ("Id")
    on delete set null
    not valid,
add constraint "FK_VideoCallSessions_RecordingFileId" foreign key ("RecordingFileId")
    references "StoredFiles" ("Id")
    on delete set null
    not valid;

alter table "VideoCallParticipants"
add constraint "FK_VideoCallParticipants_UserId" foreign key ("UserId")
    references "Users" ("Id")
    on delete cascade
    not valid;

alter table "Notifications"
add constraint "FK_Notifications_UserId" foreign key ("UserId")
    references "Users" ("Id")
    on delete cascade
    not valid;

alter table "PushDevices"
add constraint "FK_PushDevices_UserId" foreign key ("UserId")
    references "Users" ("Id")
    on delete cascade
    not valid;

alter table "PushNotificationSettings"
add constraint "FK_PushNotificationSettings_UserId" foreign key ("UserId")
    references "Users" ("Id")
    on delete cascade
    not valid;

alter table "UserPresence"
add constraint "FK_UserPresence_UserId" foreign key ("UserId")
    references "Users" ("Id")
    on delete cascade
    not valid;

alter table "UserActivities"
add constraint "FK_UserActivities_UserId" foreign key ("UserId")
    references "Users" ("Id")
    on delete cascade
    not valid;

alter table "ConversationInvitations"
add constraint "FK_ConversationInvitations_InvitedBy" foreign key ("InvitedBy")
    references "Users" ("Id")
    on delete set null
    not valid,
add constraint "FK_ConversationInvitations_InviteeId" foreign key ("InviteeId")
    references "Users" ("Id")
    on delete cascade
    not valid;

alter table "BlockedUsers"
add constraint "FK_BlockedUsers_BlockerId" foreign key ("BlockerId")
    references "Users" ("Id")
    on delete cascade
    not valid,
add constraint "FK_BlockedUsers_BlockedId" foreign key ("BlockedId")
    references "Users" ("Id")
    on delete cascade
    not valid;
