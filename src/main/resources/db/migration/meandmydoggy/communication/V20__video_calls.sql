create table "VideoCallSessions" (
    "Id" uuid not null default gen_random_uuid(),
    "ConversationId" uuid not null,
    "InitiatorId" text,
    "Status" varchar(20) not null default 'Ringing',
    "RoomReference" varchar(200) not null,
    "StartedAt" timestamptz not null default now(),
    "AnsweredAt" timestamptz,
    "EndedAt" timestamptz,
    "EndReason" varchar(100),
    "RecordingFileId" uuid,
    constraint "PK_VideoCallSessions" primary key ("Id"),
    constraint "UQ_VideoCallSessions_RoomReference" unique ("RoomReference")
);

comment on table "VideoCallSessions" is 'Calls within a conversation';

create table "VideoCallParticipants" (
    "CallId" uuid not null,
    "UserId" text not null,
    "JoinedAt" timestamptz not null default now(),
    "LeftAt" timestamptz,
    constraint "PK_VideoCallParticipants" primary key ("CallId", "UserId")
);

comment on table "VideoCallParticipants" is 'Who was in a call';
