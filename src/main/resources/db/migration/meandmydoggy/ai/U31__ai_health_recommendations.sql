drop table "AiHealthRecommendations";
