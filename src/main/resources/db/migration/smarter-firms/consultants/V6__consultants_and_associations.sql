create table "ConsultantProfile" (
    id text not null,
    "userId" text not null,
    "referralCode" text not null,
    specialties text[] not null default '{}',
    "hourlyRateCents" integer,
    website text,
    "isListed" boolean not null default true,
    "createdAt" timestamptz(3) not null default current_timestamp,
    "updatedAt" timestamptz(3) not null default current_timestamp,
    constraint "ConsultantProfile_pkey" primary key (id),
    constraint "ConsultantProfile_referralCode_check" check ("referralCode" = upper("referralCode")),
    constraint "ConsultantProfile_hourlyRateCents_check" check ("hourlyRateCents" >= 0)
);

comment on table "ConsultantProfile" is 'What makes a user a consultant';
comment on column "ConsultantProfile"."referralCode" is 'In capital letters, so that nobody has to know in which case it was printed';

create unique index "ConsultantProfile_userId_key"
on "ConsultantProfile" ("userId");

create unique index "ConsultantProfile_referralCode_key"
on "ConsultantProfile" ("referralCode");

create index "ConsultantProfile_specialties_idx"
on "ConsultantProfile" using gin (specialties);

create table "FirmConsultantAssociation" (
    id text not null,
    "firmId" text not null,
    "consultantId" text not null,
    "accessLevel" "AccessLevel" not null default 'READ_ONLY',
    status "AssociationStatus" not null default 'PENDING',
    "invitedById" text,
    "acceptedAt" timestamptz(3),
    "revokedAt" timestamptz(3),
    "createdAt" timestamptz(3) not null default current_timestamp,
    "updatedAt" timestamptz(3) not null default current_timestamp,
    constraint "FirmConsultantAssociation_pkey" primary key (id)
);

comment on table "FirmConsultantAssociation" is 'Which consultant works for which firm; both may end it by being deleted';

create unique index "FirmConsultantAssociation_firmId_consultantId_key"
on "FirmConsultantAssociation" ("firmId", "consultantId");

create index "FirmConsultantAssociation_consultantId_status_idx"
on "FirmConsultantAssociation" ("consultantId", status);

create index "FirmConsultantAssociation_firmId_status_idx"
on "FirmConsultantAssociation" ("firmId", status);

create index "FirmConsultantAssociation_invitedById_idx"
on "FirmConsultantAssociation" ("invitedById");

create table "ConsultantPermission" (
    id text not null,
    "associationId" text not null,
    resource text not null,
    action text not null,
    "createdAt" timestamptz(3) not null default current_timestamp,
    constraint "ConsultantPermission_pkey" primary key (id),
    constraint "ConsultantPermission_resource_check" check (resource ~ '^[a-z]+$'),
    constraint "ConsultantPermission_action_check" check (action ~ '^[a-z]+$')
);

comment on table "ConsultantPermission" is 'What a consultant may do for a firm: an action on a kind of resource';

create unique index "ConsultantPermission_associationId_resource_action_key"
on "ConsultantPermission" ("associationId", resource, action);

alter table "FirmConsultantAssociation"
add constraint "FirmConsultantAssociation_consultantId_fkey" foreign key ("consultantId")
    references "ConsultantProfile" (id)
    on update cascade
    on delete cascade
    not valid;

alter table "ConsultantPermission"
add constraint "ConsultantPermission_associationId_fkey" foreign key ("associationId")
    references "FirmConsultantAssociation" (id)
    on update cascade
    on delete cascade
    not valid;
