create table new_bookings (
    id text not null,
    studio_id text not null,
    customer_id text not null,
    guest_name text,
    guest_email text,
    guest_phone text,
    starts_at timestamptz(3) not null,
    ends_at timestamptz(3) not null,
    status booking_status not null default 'PENDING',
    source booking_source not null default 'WEB',
    price_cents integer,
    currency text not null default 'EUR',
    notes text,
    cancellation_reason text,
    reminder_sent boolean not null default false,
    created_at timestamptz(3) not null default current_timestamp,
    updated_at timestamptz(3) not null default current_timestamp,
    constraint new_bookings_pkey primary key (id),
    constraint new_bookings_time_check check (ends_at > starts_at)
);

create index new_bookings_customer_id_idx
on new_bookings (customer_id);

create index new_bookings_studio_id_starts_at_idx
on new_bookings (studio_id, starts_at);
