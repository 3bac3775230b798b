alter table "PromptApproval"
drop constraint "PromptApproval_approverId_fkey";

alter table "PromptVersion"
drop constraint "PromptVersion_createdBy_fkey";
