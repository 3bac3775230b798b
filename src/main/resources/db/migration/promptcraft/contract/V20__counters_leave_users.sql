alter table "User"
drop column "generationCount",
drop column "lastGenerationAt",
drop column "enhancementCount",
drop column "lastEnhancementAt",
drop column "exportCount";
