drop table "ModerationActions";

drop table "AiModerationResults";
