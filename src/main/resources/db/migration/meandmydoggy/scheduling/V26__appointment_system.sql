create table "Appointments" (
    "Id" uuid not null default gen_random_uuid(),
    "ProviderId" uuid not null,
    "OwnerId" text not null,
    "ServiceCode" varchar(50) not null,
    "StartsAt" timestamptz not null,
    "EndsAt" timestamptz not null,
    "Status" varchar(20) not null default 'Requested',
    "Price" numeric(10,2),
    "Currency" varchar(3) not null default 'EUR',
    "AddressId" uuid,
    "ConversationId" uuid,
    "Notes" text,
    "CancelledBy" text,
    "CancelledAt" timestamptz,
    "CancellationReason" varchar(500),
    "CreatedAt" timestamptz not null default now(),
    "UpdatedAt" timestamptz not null default now(),
    constraint "PK_Appointments" primary key ("Id")
);

comment on table "Appointments" is 'Bookings of a provider''s service';
comment on column "Appointments"."OwnerId" is 'Bookings are accounts: a person is anonymised rather than deleted';

create table "AppointmentDogs" (
    "AppointmentId" uuid not null,
    "DogId" uuid not null,
    "Notes" varchar(500),
    constraint "PK_AppointmentDogs" primary key ("AppointmentId", "DogId")
);

comment on table "AppointmentDogs" is 'Which dogs an appointment is for';

alter table "Reviews"
add column "AppointmentId" uuid;

comment on column "Reviews"."AppointmentId" is 'Null for reviews from before appointments were kept';
