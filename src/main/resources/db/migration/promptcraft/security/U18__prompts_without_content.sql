-- Prompts that the new application made become prompts of the old one, with their latest text. Their versions go, since
-- the trigger makes the first one anew of that text.
create temporary table "latest" on commit drop as
select distinct on (v."promptId")
    v."promptId",
    v."content"
from "Prompt" p
join "PromptVersion" v on v."promptId" = p."id"
where p."content" is null
order by v."promptId", v."version" desc;

delete from "PromptVersion" v
using "latest"
where v."promptId" = "latest"."promptId";

update "Prompt" p
set "content" = coalesce((select "latest"."content" from "latest" where "latest"."promptId" = p."id"), '')
where p."content" is null;

alter table "Prompt"
alter column "content" set not null;
