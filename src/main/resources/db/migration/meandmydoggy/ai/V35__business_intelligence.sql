create table "BusinessMetrics" (
    "MetricName" varchar(100) not null,
    "Period" varchar(10) not null,
    "PeriodStart" date not null,
    "Dimension" varchar(200) not null default '',
    "Value" numeric(18,4) not null,
    "CalculatedAt" timestamptz not null default now(),
    constraint "PK_BusinessMetrics" primary key ("MetricName", "Period", "PeriodStart", "Dimension")
);

comment on table "BusinessMetrics" is 'Numbers of the business by period';
comment on column "BusinessMetrics"."Dimension" is 'A service, a city, …; empty for the whole';

create table "ProviderStatistics" (
    "ProviderId" uuid not null,
    "Month" date not null,
    "AppointmentsCompleted" integer not null default 0,
    "AppointmentsCancelled" integer not null default 0,
    "Revenue" numeric(12,2) not null default 0,
    "Currency" varchar(3) not null default 'EUR',
    "AverageRating" numeric(3,2),
    "CalculatedAt" timestamptz not null default now(),
    constraint "PK_ProviderStatistics" primary key ("ProviderId", "Month")
);

comment on table "ProviderStatistics" is 'A provider''s month in numbers';
