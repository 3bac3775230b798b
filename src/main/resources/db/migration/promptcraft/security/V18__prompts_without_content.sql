-- The new application writes texts to PromptVersion only, and must be able to leave this column out.
alter table "Prompt"
alter column "content" drop not null;
