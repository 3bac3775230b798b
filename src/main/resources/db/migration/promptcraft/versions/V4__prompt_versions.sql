create table "PromptVersion" (
    "id" text not null,
    "promptId" text not null,
    "content" text not null,
    "version" integer not null,
    "changes" jsonb,
    "createdBy" text not null,
    "createdAt" timestamp(3) not null default current_timestamp,
    constraint "PromptVersion_pkey" primary key ("id"),
    constraint "PromptVersion_version_check" check ("version" >= 1)
);

comment on table "PromptVersion" is 'Every text that a prompt has had; the highest version is the current one';
comment on column "PromptVersion"."changes" is 'What is different from the version before, as the application says it';

create table "PromptApproval" (
    "id" text not null,
    "promptId" text not null,
    "versionId" text not null,
    "approverId" text not null,
    "status" text not null,
    "comment" text,
    "createdAt" timestamp(3) not null default current_timestamp,
    "updatedAt" timestamp(3) not null default current_timestamp,
    constraint "PromptApproval_pkey" primary key ("id"),
    constraint "PromptApproval_status_check" check ("status" in ('PENDING', 'APPROVED', 'REJECTED'))
);

comment on table "PromptApproval" is 'What somebody said of a version of a prompt';

create index "PromptVersion_promptId_idx"
on "PromptVersion" ("promptId");

create index "PromptVersion_createdBy_idx"
on "PromptVersion" ("createdBy");

create unique index "PromptVersion_promptId_version_key"
on "PromptVersion" ("promptId", "version");

create index "PromptApproval_promptId_idx"
on "PromptApproval" ("promptId");

create index "PromptApproval_versionId_idx"
on "PromptApproval" ("versionId");

create index "PromptApproval_approverId_idx"
on "PromptApproval" ("approverId");

alter table "PromptApproval"
add constraint "PromptApproval_versionId_fkey" foreign key ("versionId")
    references "PromptVersion" ("id")
    on delete cascade;
