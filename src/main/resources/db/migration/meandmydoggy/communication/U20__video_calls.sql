drop table "VideoCallParticipants";

drop table "VideoCallSessions";
