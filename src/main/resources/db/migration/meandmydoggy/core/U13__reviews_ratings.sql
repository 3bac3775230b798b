drop table "ReviewResponses";

drop table "ReviewScores";

drop table "Reviews";
