-- The schema of the promptcraft application before the plan: users, and prompts of which only the last text is kept. Names,
-- text keys (cuids) and times without a zone, in UTC and to the millisecond, are Prisma's.

create table "User" (
    "id" text not null,
    "email" text not null,
    "name" text,
    "image" text,
    "passwordHash" text,
    "emailVerified" timestamp(3),
    "plan" text not null default 'FREE',
    "generationCount" integer not null default 0,
    "lastGenerationAt" timestamp(3),
    "enhancementCount" integer,
    "lastEnhancementAt" timestamp(3),
    "exportCount" integer not null default 0,
    "createdAt" timestamp(3) not null default current_timestamp,
    "updatedAt" timestamp(3) not null,
    constraint "User_pkey" primary key ("id"),
    constraint "User_plan_check" check ("plan" in ('FREE', 'PRO', 'ENTERPRISE'))
);

comment on table "User" is 'Everybody who signs in';
comment on column "User"."email" is 'As typed at registration, in any case';
comment on column "User"."enhancementCount" is 'Null until first used';

create unique index "User_email_key"
on "User" ("email");

create table "Prompt" (
    "id" text not null,
    "userId" text not null,
    "title" text not null,
    "content" text not null,
    "category" text,
    "tags" text[] not null default '{}',
    "isPublic" boolean not null default false,
    "createdAt" timestamp(3) not null default current_timestamp,
    "updatedAt" timestamp(3) not null,
    constraint "Prompt_pkey" primary key ("id"),
    constraint "Prompt_userId_fkey" foreign key ("userId")
        references "User" ("id")
        on update cascade
        on delete cascade
);

comment on table "Prompt" is 'Texts for language models, as their authors last saved them';

create index "Prompt_userId_idx"
on "Prompt" ("userId");

create index "Prompt_createdAt_idx"
on "Prompt" ("createdAt");

create index "Prompt_isPublic_category_idx"
on "Prompt" ("category")
where "isPublic";
