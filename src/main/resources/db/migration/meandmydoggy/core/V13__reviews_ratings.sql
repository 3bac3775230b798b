create table "Reviews" (
    "Id" uuid not null default gen_random_uuid(),
    "ProviderId" uuid not null,
    "AuthorId" text,
    "DogId" uuid,
    "ServiceCode" varchar(50),
    "Rating" smallint not null,
    "Title" varchar(200),
    "Content" text,
    "Status" varchar(20) not null default 'Published',
    "CreatedAt" timestamptz not null default now(),
    "UpdatedAt" timestamptz not null default now(),
    constraint "PK_Reviews" primary key ("Id")
);

comment on table "Reviews" is 'What owners say about a provider';
comment on column "Reviews"."AuthorId" is 'Null once the author is gone';

create table "ReviewScores" (
    "ReviewId" uuid not null,
    "Criterion" varchar(30) not null,
    "Score" smallint not null,
    constraint "PK_ReviewScores" primary key ("ReviewId", "Criterion")
);

comment on table "ReviewScores" is 'A review''s marks in detail';

create table "ReviewResponses" (
    "ReviewId" uuid not null,
    "ResponderId" text,
    "Content" text not null,
    "CreatedAt" timestamptz not null default now(),
    "UpdatedAt" timestamptz not null default now(),
    constraint "PK_ReviewResponses" primary key ("ReviewId")
);

comment on table "ReviewResponses" is 'The provider''s answer';
