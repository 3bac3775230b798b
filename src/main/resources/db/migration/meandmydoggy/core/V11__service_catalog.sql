create table "ServiceCategories" (
    "Code" varchar(50) not null,
    "Name" varchar(100) not null,
    "Description" varchar(500),
    "SortOrder" integer not null default 0,
    "IsActive" boolean not null default true,
    "CreatedAt" timestamptz not null default now(),
    constraint "PK_ServiceCategories" primary key ("Code"),
    constraint "UQ_ServiceCategories_Name" unique ("Name")
);

comment on table "ServiceCategories" is 'How services are grouped when somebody looks for one';

create table "Services" (
    "Code" varchar(50) not null,
    "CategoryCode" varchar(50) not null,
    "Name" varchar(100) not null,
    "Description" varchar(1000),
    "DefaultDurationMinutes" integer not null default 60,
    "SortOrder" integer not null default 0,
    "IsActive" boolean not null default true,
    "CreatedAt" timestamptz not null default now(),
    constraint "PK_Services" primary key ("Code"),
    constraint "UQ_Services_Name" unique ("Name")
);

comment on table "Services" is 'What can be booked, whoever provides it';
comment on column "Services"."Code" is 'Readable, since prices, bookings and rules refer to it';

insert into "ServiceCategories" ("Code", "Name", "SortOrder")
values
    ('care', 'Care', 1),
    ('training', 'Training', 2)
on conflict ("Code") do nothing;

insert into "Services" ("Code", "CategoryCode", "Name", "DefaultDurationMinutes", "SortOrder")
values
    ('walking', 'care', 'Dog walking', 60, 1),
    ('sitting', 'care', 'Dog sitting', 480, 2),
    ('grooming', 'care', 'Grooming', 90, 3),
    ('training', 'training', 'Training', 60, 1)
on conflict ("Code") do nothing;
