-- The schema of the Smarter Firms application before the plan. Prisma made it: tables are called like models and columns
-- like fields, in quotes; keys are text (cuids); times are kept to the millisecond. Consultants came later than law firms
-- and were put beside them: words where enums belong, lists in text, no sign-in log that could prove anything.

create table "Firm" (
    id text not null,
    name text not null,
    "clioAccountId" text,
    timezone text not null default 'America/New_York',
    "isActive" boolean not null default true,
    "createdAt" timestamptz(3) not null default current_timestamp,
    "updatedAt" timestamptz(3) not null,
    constraint "Firm_pkey" primary key (id)
);

comment on table "Firm" is 'Law firms, the tenants of the application';

create unique index "Firm_clioAccountId_key"
on "Firm" ("clioAccountId");

create table "User" (
    id text not null,
    email text not null,
    name text,
    "passwordHash" text,
    "clioUserId" text,
    "firmId" text,
    "isAdmin" boolean not null default false,
    "deactivatedAt" timestamptz(3),
    "createdAt" timestamptz(3) not null default current_timestamp,
    "updatedAt" timestamptz(3) not null,
    constraint "User_pkey" primary key (id),
    constraint "User_firmId_fkey" foreign key ("firmId")
        references "Firm" (id)
        on update cascade
        on delete restrict
);

comment on table "User" is 'Everybody who signs in; users are deactivated and never deleted';
comment on column "User".email is 'As typed at registration, in any case';
comment on column "User"."firmId" is 'Null for a consultant, who belongs to no firm';
comment on column "User"."clioUserId" is 'Whoever has one signs in with Clio';

create unique index "User_email_key"
on "User" (lower(email));

create unique index "User_clioUserId_key"
on "User" ("clioUserId");

create index "User_firmId_idx"
on "User" ("firmId");

create table "ClioToken" (
    id text not null,
    "userId" text not null,
    "accessToken" text not null,
    "refreshToken" text,
    "expiresAt" timestamptz(3) not null,
    "revokedAt" timestamptz(3),
    "createdAt" timestamptz(3) not null default current_timestamp,
    constraint "ClioToken_pkey" primary key (id),
    constraint "ClioToken_userId_fkey" foreign key ("userId")
        references "User" (id)
        on update cascade
        on delete cascade
);

comment on table "ClioToken" is 'What connects a user with Clio, until it is revoked';

create unique index "ClioToken_userId_key"
on "ClioToken" ("userId");

create table "Consultant" (
    id text not null,
    "userId" text not null,
    company text,
    bio text,
    specialties text,
    "hourlyRateCents" integer,
    "referralCode" text,
    website text,
    "isListed" boolean not null default true,
    "crmRef" text,
    "createdAt" timestamptz(3) not null default current_timestamp,
    "updatedAt" timestamptz(3) not null,
    constraint "Consultant_pkey" primary key (id),
    constraint "Consultant_userId_fkey" foreign key ("userId")
        references "User" (id)
        on update cascade
        on delete cascade
);

comment on table "Consultant" is 'Users who advise firms';
comment on column "Consultant".specialties is 'Separated by commas, as typed';
comment on column "Consultant"."referralCode" is 'As typed, in any case; null for those from before there were codes';
comment on column "Consultant"."crmRef" is 'Number in the CRM used before 2024';

create unique index "Consultant_userId_key"
on "Consultant" ("userId");

create unique index "Consultant_referralCode_key"
on "Consultant" (upper("referralCode"));

create table "FirmConsultant" (
    id text not null,
    "firmId" text not null,
    "consultantId" text not null,
    level text not null default 'readonly',
    state text not null default 'invited',
    "invitedById" text,
    "acceptedAt" timestamptz(3),
    "removedAt" timestamptz(3),
    "createdAt" timestamptz(3) not null default current_timestamp,
    "updatedAt" timestamptz(3) not null,
    constraint "FirmConsultant_pkey" primary key (id),
    constraint "FirmConsultant_level_check" check (level in ('full', 'limited', 'readonly')),
    constraint "FirmConsultant_state_check" check (state in ('invited', 'active', 'removed')),
    constraint "FirmConsultant_firmId_fkey" foreign key ("firmId")
        references "Firm" (id)
        on update cascade
        on delete cascade,
    constraint "FirmConsultant_consultantId_fkey" foreign key ("consultantId")
        references "Consultant" (id)
        on update cascade
        on delete cascade,
    constraint "FirmConsultant_invitedById_fkey" foreign key ("invitedById")
        references "User" (id)
        on update cascade
        on delete set null
);

comment on table "FirmConsultant" is 'Which consultant works for which firm';

create unique index "FirmConsultant_firmId_consultantId_key"
on "FirmConsultant" ("firmId", "consultantId");

create index "FirmConsultant_consultantId_idx"
on "FirmConsultant" ("consultantId");

create table "FirmConsultantGrant" (
    id text not null,
    "firmConsultantId" text not null,
    permission text not null,
    "createdAt" timestamptz(3) not null default current_timestamp,
    constraint "FirmConsultantGrant_pkey" primary key (id),
    constraint "FirmConsultantGrant_permission_check" check (permission ~ '^[a-z]+:[a-z]+$'),
    constraint "FirmConsultantGrant_firmConsultantId_fkey" foreign key ("firmConsultantId")
        references "FirmConsultant" (id)
        on update cascade
        on delete cascade
);

comment on table "FirmConsultantGrant" is 'What a consultant may do for a firm';
comment on column "FirmConsultantGrant".permission is 'Resource and action, for example matters:read';

create unique index "FirmConsultantGrant_firmConsultantId_permission_key"
on "FirmConsultantGrant" ("firmConsultantId", permission);

create table "LoginEvent" (
    id text not null,
    "userId" text,
    "firmId" text,
    event text not null,
    method text,
    succeeded boolean not null,
    email text,
    ip text,
    "userAgent" text,
    detail text,
    at timestamptz(3) not null default current_timestamp,
    constraint "LoginEvent_pkey" primary key (id),
    constraint "LoginEvent_event_check" check (event in ('login', 'logout', 'password_reset', 'clio_linked', 'clio_unlinked')),
    constraint "LoginEvent_method_check" check (method in ('clio', 'password')),
    constraint "LoginEvent_userId_fkey" foreign key ("userId")
        references "User" (id)
        on update cascade
        on delete restrict,
    constraint "LoginEvent_firmId_fkey" foreign key ("firmId")
        references "Firm" (id)
        on update cascade
        on delete restrict
);

comment on table "LoginEvent" is 'Sign-ins and what goes with them; rows are inserted and never changed';
comment on column "LoginEvent"."userId" is 'Null when nobody has the e-mail that was typed';
comment on column "LoginEvent"."firmId" is 'Null for consultants, and when nobody has the e-mail that was typed';

create index "LoginEvent_userId_at_idx"
on "LoginEvent" ("userId", at);

create index "LoginEvent_firmId_at_idx"
on "LoginEvent" ("firmId", at);

create table "ConsultantNote" (
    id text not null,
    "firmId" text not null,
    "consultantUserId" text not null,
    "authorId" text not null,
    title text not null,
    body text,
    "createdAt" timestamptz(3) not null default current_timestamp,
    "updatedAt" timestamptz(3) not null,
    constraint "ConsultantNote_pkey" primary key (id),
    constraint "ConsultantNote_firmId_fkey" foreign key ("firmId")
        references "Firm" (id)
        on update cascade
        on delete cascade,
    constraint "ConsultantNote_consultantUserId_fkey" foreign key ("consultantUserId")
        references "User" (id)
        on update cascade
        on delete restrict,
    constraint "ConsultantNote_authorId_fkey" foreign key ("authorId")
        references "User" (id)
        on update cascade
        on delete restrict
);

comment on table "ConsultantNote" is 'What a firm writes about its consultants: rates, conflicts of interest, doubts';
comment on column "ConsultantNote".body is 'Sensitive, and in plain text';

create index "ConsultantNote_firmId_consultantUserId_idx"
on "ConsultantNote" ("firmId", "consultantUserId");

create index "ConsultantNote_consultantUserId_idx"
on "ConsultantNote" ("consultantUserId");

create index "ConsultantNote_authorId_idx"
on "ConsultantNote" ("authorId");
