alter table "PromptVersion"
add constraint "PromptVersion_createdBy_fkey" foreign key ("createdBy")
    references "User" ("id")
    on delete cascade;

alter table "PromptApproval"
add constraint "PromptApproval_approverId_fkey" foreign key ("approverId")
    references "User" ("id")
    on delete cascade;
