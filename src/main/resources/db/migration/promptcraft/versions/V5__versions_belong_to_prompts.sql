alter table "PromptVersion"
add constraint "PromptVersion_promptId_fkey" foreign key ("promptId")
    references "Prompt" ("id")
    on delete cascade;

alter table "PromptApproval"
add constraint "PromptApproval_promptId_fkey" foreign key ("promptId")
    references "Prompt" ("id")
    on delete cascade;
