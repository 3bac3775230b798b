drop table "LoginAttempts";

drop table "UserSessions";
