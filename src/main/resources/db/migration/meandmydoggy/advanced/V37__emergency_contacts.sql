create table "EmergencyContacts" (
    "Id" uuid not null default gen_random_uuid(),
    "UserId" text not null,
    "DogId" uuid,
    "Name" varchar(200) not null,
    "Relationship" varchar(100),
    "Phone" varchar(50) not null,
    "Email" varchar(256),
    "Priority" smallint not null default 1,
    "CanAuthorizeTreatment" boolean not null default false,
    "CreatedAt" timestamptz not null default now(),
    "UpdatedAt" timestamptz not null default now(),
    constraint "PK_EmergencyContacts" primary key ("Id")
);

comment on table "EmergencyContacts" is 'Whom to call when the owner cannot be reached';
comment on column "EmergencyContacts"."DogId" is 'Null: for all dogs of the person';
