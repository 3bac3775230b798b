-- The schema of the MeAndMyDoggy application before the plan, as Entity Framework Core makes it on PostgreSQL: the five
-- tables of ASP.NET Core Identity and of the first release, with the names that the application quotes.

create table "Users" (
    "Id" text not null,
    "UserName" varchar(256),
    "NormalizedUserName" varchar(256),
    "Email" varchar(256),
    "NormalizedEmail" varchar(256),
    "EmailConfirmed" boolean not null default false,
    "PasswordHash" text,
    "SecurityStamp" text,
    "ConcurrencyStamp" text,
    "PhoneNumber" text,
    "PhoneNumberConfirmed" boolean not null default false,
    "TwoFactorEnabled" boolean not null default false,
    "LockoutEnd" timestamptz,
    "LockoutEnabled" boolean not null default true,
    "AccessFailedCount" integer not null default 0,
    "PetName" varchar(100),
    "PetBreed" varchar(100),
    "PetBirthdate" date,
    "PetWeight" varchar(30),
    "PetNotes" text,
    "CreatedAt" timestamptz not null default now(),
    constraint "PK_Users" primary key ("Id")
);

comment on table "Users" is 'Everybody who signs in, with the one dog that the first release knew of';
comment on column "Users"."PetWeight" is 'As typed: 12.5, 12,5 kg, 30 lbs, …';

create unique index "UserNameIndex"
on "Users" ("NormalizedUserName");

create index "EmailIndex"
on "Users" ("NormalizedEmail");

create table "Roles" (
    "Id" text not null,
    "Name" varchar(256),
    "NormalizedName" varchar(256),
    "ConcurrencyStamp" text,
    constraint "PK_Roles" primary key ("Id")
);

comment on table "Roles" is 'What a user can be';

create unique index "RoleNameIndex"
on "Roles" ("NormalizedName");

create table "UserRoles" (
    "UserId" text not null,
    "RoleId" text not null,
    constraint "PK_UserRoles" primary key ("UserId", "RoleId"),
    constraint "FK_UserRoles_Users_UserId" foreign key ("UserId")
        references "Users" ("Id")
        on delete cascade,
    constraint "FK_UserRoles_Roles_RoleId" foreign key ("RoleId")
        references "Roles" ("Id")
        on delete cascade
);

comment on table "UserRoles" is 'Which users are what';

create index "IX_UserRoles_RoleId"
on "UserRoles" ("RoleId");

create table "ServiceProviders" (
    "Id" uuid not null default gen_random_uuid(),
    "UserId" text not null,
    "BusinessName" varchar(200) not null,
    "Description" text,
    "ServiceList" text,
    "HourlyRate" numeric(8,2),
    "City" varchar(100),
    "PostalCode" varchar(20),
    "Country" varchar(50),
    "Phone" varchar(50),
    "IsVerified" boolean not null default false,
    "DogName" varchar(100),
    "DogBreed" varchar(100),
    "CreatedAt" timestamptz not null default now(),
    "UpdatedAt" timestamptz not null default now(),
    constraint "PK_ServiceProviders" primary key ("Id"),
    constraint "FK_ServiceProviders_Users_UserId" foreign key ("UserId")
        references "Users" ("Id")
        on delete cascade
);

comment on table "ServiceProviders" is 'Users who walk, sit, groom or train dogs';
comment on column "ServiceProviders"."ServiceList" is 'As typed, separated by commas: Walking, dog sitting, …';
comment on column "ServiceProviders"."DogName" is 'The provider''s own dog, shown in the profile';

create unique index "IX_ServiceProviders_UserId"
on "ServiceProviders" ("UserId");

create index "IX_ServiceProviders_City"
on "ServiceProviders" ("City");

create table "Messages" (
    "Id" uuid not null default gen_random_uuid(),
    "ThreadId" uuid not null,
    "SenderId" text not null,
    "RecipientId" text not null,
    "Body" text,
    "AttachmentUrl" varchar(500),
    "AttachmentName" varchar(255),
    "IsRead" boolean not null default false,
    "ReadAt" timestamptz,
    "IsDeleted" boolean not null default false,
    "SentAt" timestamptz not null default now(),
    constraint "PK_Messages" primary key ("Id"),
    constraint "FK_Messages_Messages_ThreadId" foreign key ("ThreadId")
        references "Messages" ("Id")
        on delete cascade,
    constraint "FK_Messages_Users_SenderId" foreign key ("SenderId")
        references "Users" ("Id")
        on delete cascade,
    constraint "FK_Messages_Users_RecipientId" foreign key ("RecipientId")
        references "Users" ("Id")
        on delete cascade
);

comment on table "Messages" is 'What two users write to each other';
comment on column "Messages"."ThreadId" is 'The first message of the thread, which names itself';
comment on column "Messages"."ReadAt" is 'Null also for messages that were read before 2024';

create index "IX_Messages_ThreadId"
on "Messages" ("ThreadId");

create index "IX_Messages_SenderId"
on "Messages" ("SenderId");

create index "IX_Messages_RecipientId_SentAt"
on "Messages" ("RecipientId", "SentAt" desc);
