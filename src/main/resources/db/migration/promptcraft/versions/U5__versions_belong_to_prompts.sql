alter table "PromptApproval"
drop constraint "PromptApproval_promptId_fkey";

alter table "PromptVersion"
drop constraint "PromptVersion_promptId_fkey";
