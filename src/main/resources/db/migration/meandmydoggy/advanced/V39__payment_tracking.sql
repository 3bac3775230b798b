create table "PaymentReferences" (
    "Id" uuid not null default gen_random_uuid(),
    "PayerId" text,
    "AppointmentId" uuid,
    "SubscriptionId" uuid,
    "Processor" varchar(30) not null,
    "ProcessorReference" varchar(200) not null,
    "Amount" numeric(12,2) not null,
    "Currency" varchar(3) not null,
    "Status" varchar(20) not null,
    "OccurredAt" timestamptz not null default now(),
    "CreatedAt" timestamptz not null default now(),
    constraint "PK_PaymentReferences" primary key ("Id")
);

comment on table "PaymentReferences" is 'Payments as the processor knows them; no card, no account number';
