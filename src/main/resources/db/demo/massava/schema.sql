-- The schema of the massava application before the plan: studio owners and customers are two kinds of people,
-- each with a sign-in of its own. Keys are text (cuids) and times are kept to the millisecond, as Prisma writes them.

create type booking_status as enum ('PENDING', 'CONFIRMED', 'CANCELLED', 'COMPLETED', 'NO_SHOW');

create type booking_source as enum ('WEB', 'PHONE', 'WALK_IN');

create table studio_owners (
    id text not null,
    email text not null,
    name text,
    phone text,
    password_hash text,
    email_verified timestamptz(3),
    image text,
    locale text,
    company_name text,
    vat_id text,
    last_login_ip text,
    created_at timestamptz(3) not null default current_timestamp,
    updated_at timestamptz(3) not null,
    constraint studio_owners_pkey primary key (id)
);

comment on table studio_owners is 'People who run a studio';
comment on column studio_owners.email is 'As typed at registration, in any case';
comment on column studio_owners.last_login_ip is 'Written until 2023';

create unique index studio_owners_email_key
on studio_owners (lower(email));

create table customers (
    id text not null,
    email text not null,
    name text,
    phone text,
    password_hash text,
    email_verified timestamptz(3),
    locale text,
    is_guest boolean not null default false,
    marketing_consent boolean not null default false,
    created_at timestamptz(3) not null default current_timestamp,
    updated_at timestamptz(3) not null,
    constraint customers_pkey primary key (id),
    constraint customers_guest_check check (is_guest = (password_hash is null))
);

comment on table customers is 'People who book; a guest has no account, that is no password';
comment on column customers.email is 'As typed at registration or at a guest''s first booking, in any case';

create unique index customers_email_key
on customers (lower(email));

create index customers_created_at_idx
on customers (created_at);

create table studios (
    id text not null,
    owner_id text not null,
    slug text not null,
    name text not null,
    description text,
    street text,
    postal_code text,
    city text,
    country text not null default 'DE',
    phone text,
    email text,
    opening_hours jsonb not null default '{}',
    is_active boolean not null default true,
    created_at timestamptz(3) not null default current_timestamp,
    updated_at timestamptz(3) not null,
    constraint studios_pkey primary key (id),
    constraint studios_owner_id_fkey foreign key (owner_id)
        references studio_owners (id)
        on update cascade
        on delete restrict
);

comment on table studios is 'Massage studios that can be booked';

create unique index studios_slug_key
on studios (slug);

create index studios_owner_id_idx
on studios (owner_id);

create index studios_city_idx
on studios (city)
where is_active;

create table bookings (
    id text not null,
    studio_id text not null,
    customer_id text,
    guest_name text,
    guest_email text,
    guest_phone text,
    starts_at timestamptz(3) not null,
    ends_at timestamptz(3) not null,
    status booking_status not null default 'PENDING',
    source booking_source not null default 'WEB',
    price_cents integer,
    currency text,
    notes text,
    cancellation_reason text,
    reminder_sent boolean not null default false,
    legacy_ref text,
    created_at timestamptz(3) not null default current_timestamp,
    updated_at timestamptz(3) not null,
    deleted_at timestamptz(3),
    constraint bookings_pkey primary key (id),
    constraint bookings_customer_check check (customer_id is not null or deleted_at is not null),
    constraint bookings_time_check check (ends_at > starts_at),
    constraint bookings_studio_id_fkey foreign key (studio_id)
        references studios (id)
        on update cascade
        on delete restrict,
    constraint bookings_customer_id_fkey foreign key (customer_id)
        references customers (id)
        on update cascade
        on delete restrict
);

comment on table bookings is 'Appointments; a row with deleted_at is gone for the application';
comment on column bookings.customer_id is 'Null only for a deleted booking whose customer asked to be forgotten';
comment on column bookings.guest_name is 'What a guest typed for this booking';
comment on column bookings.legacy_ref is 'Number in the booking tool used before 2023';

create index bookings_studio_id_starts_at_idx
on bookings (studio_id, starts_at);

create index bookings_customer_id_idx
on bookings (customer_id);

create index bookings_status_idx
on bookings (status)
where deleted_at is null;

create table accounts (
    id text not null,
    user_id text not null,
    type text not null,
    provider text not null,
    provider_account_id text not null,
    refresh_token text,
    access_token text,
    expires_at integer,
    token_type text,
    scope text,
    id_token text,
    session_state text,
    constraint accounts_pkey primary key (id),
    constraint accounts_user_id_fkey foreign key (user_id)
        references studio_owners (id)
        on update cascade
        on delete cascade
);

comment on table accounts is 'Studio owners'' sign-ins with an OAuth provider, as NextAuth keeps them';

create unique index accounts_provider_provider_account_id_key
on accounts (provider, provider_account_id);

create index accounts_user_id_idx
on accounts (user_id);

create table sessions (
    id text not null,
    session_token text not null,
    user_id text not null,
    expires timestamptz(3) not null,
    constraint sessions_pkey primary key (id),
    constraint sessions_user_id_fkey foreign key (user_id)
        references studio_owners (id)
        on update cascade
        on delete cascade
);

comment on table sessions is 'Studio owners'' sessions, as NextAuth keeps them; customers have a signed cookie and no row';

create unique index sessions_session_token_key
on sessions (session_token);

create index sessions_user_id_idx
on sessions (user_id);
