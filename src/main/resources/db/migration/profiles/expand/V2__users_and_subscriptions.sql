create table "User" (
    "id" text not null,
    "userId" text not null,
    "name" text not null,
    "imageUrl" text not null,
    "email" text not null,
    "createdAt" timestamptz(3) not null default current_timestamp,
    "updatedAt" timestamptz(3) not null default current_timestamp,
    constraint "User_pkey" primary key ("id"),
    constraint "User_userId_key" unique ("userId")
);

comment on table "User" is 'People who can sign in';
comment on column "User"."userId" is 'The key that the sign-in provider knows the person by';

create index "User_email_idx"
on "User" (lower("email"));

create table "Subscription" (
    "id" text not null,
    "userId" text not null,
    "status" text not null,
    "stripeCustomerId" text,
    "stripeSubscriptionId" text,
    "stripePriceId" text,
    "currentPeriodEnd" timestamptz(3),
    "createdAt" timestamptz(3) not null default current_timestamp,
    "updatedAt" timestamptz(3) not null default current_timestamp,
    constraint "Subscription_pkey" primary key ("id"),
    constraint "Subscription_userId_key" unique ("userId"),
    constraint "Subscription_stripeCustomerId_key" unique ("stripeCustomerId"),
    constraint "Subscription_stripeSubscriptionId_key" unique ("stripeSubscriptionId"),
    constraint "Subscription_status_check" check (
        "status" in ('incomplete', 'incomplete_expired', 'trialing', 'active', 'past_due', 'canceled', 'unpaid', 'paused')
    ),
    constraint "Subscription_userId_fkey" foreign key ("userId")
        references "User" ("id")
        on update cascade
        on delete cascade
);

comment on table "Subscription" is 'What a user has subscribed to; who never began to has no row';
comment on column "Subscription"."status" is 'In Stripe''s words; incomplete is also who never finished paying';
comment on column "Subscription"."stripeCustomerId" is 'Null for a subscription that was given by hand';
