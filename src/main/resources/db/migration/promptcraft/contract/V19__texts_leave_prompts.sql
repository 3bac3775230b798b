-- The text is in PromptVersion; that no prompt is without a version, the gate of this phase has seen.
alter table "Prompt"
drop column "content";
