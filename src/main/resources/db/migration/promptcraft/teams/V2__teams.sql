create type "TeamRole" as enum ('OWNER', 'ADMIN', 'MEMBER');

create table "Team" (
    "id" text not null,
    "name" text not null,
    "createdAt" timestamp(3) not null default current_timestamp,
    "updatedAt" timestamp(3) not null default current_timestamp,
    "ownerId" text not null,
    "settings" jsonb default '{"maxMembers": 5, "allowedFeatures": []}',
    constraint "Team_pkey" primary key ("id")
);

comment on table "Team" is 'People who share prompts, keys and usage';
comment on column "Team"."id" is 'The key of its owner for a personal team';
comment on column "Team"."ownerId" is 'Who may hand the team over or delete it';
comment on column "Team"."settings" is 'maxMembers, and allowedFeatures by name';

create table "TeamMember" (
    "id" text not null,
    "teamId" text not null,
    "userId" text not null,
    "role" "TeamRole" not null default 'MEMBER',
    "joinedAt" timestamp(3) not null default current_timestamp,
    constraint "TeamMember_pkey" primary key ("id"),
    constraint "TeamMember_teamId_userId_key" unique ("teamId", "userId")
);

comment on table "TeamMember" is 'Who belongs to a team, the owner included';

create index "Team_ownerId_idx"
on "Team" ("ownerId");

create index "TeamMember_teamId_idx"
on "TeamMember" ("teamId");

create index "TeamMember_userId_idx"
on "TeamMember" ("userId");

alter table "TeamMember"
add constraint "TeamMember_teamId_fkey" foreign key ("teamId")
    references "Team" ("id")
    on delete cascade;
