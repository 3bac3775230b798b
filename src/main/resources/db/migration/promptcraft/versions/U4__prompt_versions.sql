drop table "PromptApproval";

drop table "PromptVersion";
