create table "UserSessions" (
    "Id" uuid not null default gen_random_uuid(),
    "UserId" text not null,
    "SessionToken" varchar(500) not null,
    "RefreshToken" varchar(500) not null,
    "CreatedAt" timestamptz not null default now(),
    "ExpiresAt" timestamptz not null,
    "LastActivityAt" timestamptz not null default now(),
    "IPAddress" inet,
    "UserAgent" varchar(500),
    "DeviceInfo" varchar(200),
    "Location" varchar(200),
    "IsActive" boolean not null default true,
    "EndedAt" timestamptz,
    "EndReason" varchar(50),
    constraint "PK_UserSessions" primary key ("Id"),
    constraint "IX_UserSessions_Token" unique ("SessionToken"),
    constraint "IX_UserSessions_RefreshToken" unique ("RefreshToken")
);

comment on table "UserSessions" is 'Signed-in devices';
comment on column "UserSessions"."SessionToken" is 'A hash of the token, never the token';
comment on column "UserSessions"."RefreshToken" is 'A hash of the token, never the token';
comment on column "UserSessions"."Location" is 'City and country, by the address';

create table "LoginAttempts" (
    "Id" uuid not null default gen_random_uuid(),
    "Email" varchar(256) not null,
    "IPAddress" inet not null,
    "UserAgent" varchar(500),
    "Success" boolean not null,
    "FailureReason" varchar(100),
    "AttemptedAt" timestamptz not null default now(),
    constraint "PK_LoginAttempts" primary key ("Id")
);

comment on table "LoginAttempts" is 'Every try to sign in, whether the address has an account or not';
comment on column "LoginAttempts"."Email" is 'As typed, therefore no reference to Users';
