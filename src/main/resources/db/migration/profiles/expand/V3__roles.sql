create table "Role" (
    "id" text not null,
    "serverId" text not null,
    "name" text not null,
    "isDefault" boolean not null default false,
    "createdAt" timestamptz(3) not null default current_timestamp,
    constraint "Role_pkey" primary key ("id"),
    constraint "Role_serverId_name_key" unique ("serverId", "name")
);

comment on table "Role" is 'Roles that a server has; premium and free are there from its start';
comment on column "Role"."isDefault" is 'Given by the subscription, and not by hand';

create table "MemberRole" (
    "memberId" text not null,
    "roleId" text not null,
    "assignedAt" timestamptz(3) not null default current_timestamp,
    constraint "MemberRole_pkey" primary key ("memberId", "roleId"),
    constraint "MemberRole_roleId_fkey" foreign key ("roleId")
        references "Role" ("id")
        on update cascade
        on delete cascade
);

comment on table "MemberRole" is 'Roles that a member has, beside what "Member"."role" lets them do';

create index "MemberRole_roleId_idx"
on "MemberRole" ("roleId");
