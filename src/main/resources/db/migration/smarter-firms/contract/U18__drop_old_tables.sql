-- The tables as they were, empty: their rows come back from the backup that was taken before they were dropped.

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
