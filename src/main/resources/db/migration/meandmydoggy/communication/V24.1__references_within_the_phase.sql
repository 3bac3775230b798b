-- Between the tables of this phase. Not valid until the rows are there: each row that comes is checked all the same.
alter table "ConversationParticipants"
add constraint "FK_ConversationParticipants_ConversationId" foreign key ("ConversationId")
    references "Conversations" ("Id")
    on delete cascade
    not valid;

alter table "ConversationMessages"
add constraint "FK_ConversationMessages_ConversationId" foreign key ("ConversationId")
    references "Conversations" ("Id")
    on delete cascade
    not valid,
add constraint "FK_ConversationMessages_ReplyToId" foreign key ("ReplyToId")
    references "ConversationMessages" ("Id")
    on delete set null
    not valid;

alter table "MessageAttachments"
add constraint "FK_MessageAttachments_MessageId" foreign key ("MessageId")
    references "ConversationMessages" ("Id")
    on delete cascade
    not valid;

alter table "MessageReactions"
add constraint "FK_MessageReactions_MessageId" foreign key ("MessageId")
    references "ConversationMessages" ("Id")
    on delete cascade
    not valid;

alter table "MessageReadReceipts"
add constraint "FK_MessageReadReceipts_MessageId" foreign key ("MessageId")
    references "ConversationMessages" ("Id")
    on delete cascade
    not valid;

alter table "VideoCallSessions"
add constraint "FK_VideoCallSessions_ConversationId" foreign key ("ConversationId")
    references "Conversations" ("Id")
    on delete cascade
    not valid;

alter table "VideoCallParticipants"
add constraint "FK_VideoCallParticipants_CallId" foreign key ("CallId")
    references "VideoCallSessions" ("Id")
    on delete cascade
    not valid;

alter table "NotificationDeliveries"
add constraint "FK_NotificationDeliveries_NotificationId" foreign key ("NotificationId")
    references "Notifications" ("Id")
    on delete cascade
    not valid;

alter table "ConversationSettings"
add constraint "FK_ConversationSettings_Participant" foreign key ("ConversationId", "UserId")
    references "ConversationParticipants" ("ConversationId", "UserId")
    on delete cascade
    not valid;

alter table "ConversationInvitations"
add constraint "FK_ConversationInvitations_ConversationId" foreign key ("ConversationId")
    references "Conversations" ("Id")
    on delete cascade
    not valid;
