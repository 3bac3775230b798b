drop table "AiUsageDaily";

drop table "AiUsage";
