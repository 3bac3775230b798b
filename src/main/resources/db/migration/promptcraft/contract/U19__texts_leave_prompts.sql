-- The column comes back at the end of the table. A prompt that was there before cut-over has its first text again, which
-- is what the column held until it was dropped; later versions stay where they are.
alter table "Prompt"
add column "content" text;

update "Prompt" p
set "content" = v."content"
from "PromptVersion" v
where v."promptId" = p."id"
    and v."id" = p."id";
