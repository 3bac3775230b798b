-- Rows for the old massava schema. The setting stopover.scale (default 1) multiplies every table; at scale 1 there are
--
--    42 studio owners
--   158 customers, 2 of them with the e-mail of a studio owner in another case; every twelfth is a guest without a password
--    47 studios, the first 5 owners having two
--   330 bookings: 312 live ones, and 18 deleted ones of which 6 have lost their customer
--    30 accounts
--    60 sessions
--
-- Nothing is random and no value depends on the day: the same scale always gives the same rows. Keys look like cuids, so
-- they ascend with the time of creation; the row numbers behind them decide everything else.

create temporary table massava_scale as
select coalesce(nullif(current_setting('stopover.scale', true), ''), '1')::bigint as scale;

insert into studio_owners (
    id, email, name, phone, password_hash, email_verified, image, locale, company_name, vat_id, last_login_ip, created_at,
    updated_at
)
select
    'c' || lpad(to_hex(i), 8, '0') || substr(md5('owner ' || i), 1, 16),
    case
        when i % 5 = 0 then 'Owner' || i || '@Example.COM'
        else 'owner' || i || '@example.com'
    end,
    case
        when i % 14 = 0 then null
        else (array[
            'Zoë Müller', 'Łukasz Żak', 'Mary O''Neill', 'Nguyễn Thị Hà', 'Anna "Anni" Groß', 'Søren Ærø', '山田 花子'
        ])[1 + i % 7]
    end,
    case when i % 4 <> 0 then '+49 30 ' || lpad(i::text, 8, '0') end,
    case when i % 3 <> 0 then '$2b$12$' || md5('owner password ' || i) || substr(md5('owner salt ' || i), 1, 21) end,
    case when i % 6 <> 0 then created_at + interval '10 minutes' end,
    case when i % 9 = 0 then 'https://images.example.com/owners/' || i || '.jpg' end,
    case when i % 8 = 0 then null when i % 2 = 0 then 'en' else 'de' end,
    case when i % 2 = 0 then 'Studio ' || i || ' GmbH & Co. KG' end,
    case when i % 2 = 0 then 'DE' || lpad((i % 1000000000)::text, 9, '0') end,
    case when i % 10 = 0 then '192.0.2.' || i % 256 end,
    created_at,
    created_at + interval '90 days'
from massava_scale
cross join generate_series(1, 42 * scale) as i
cross join lateral (
    select timestamptz '2023-01-09 08:00:00+00' + floor(i * 31536000.0 / (42 * scale)) * interval '1 second' as created_at
) as times;

insert into customers (
    id, email, name, phone, password_hash, email_verified, locale, is_guest, marketing_consent, created_at, updated_at
)
select
    'c' || lpad(to_hex(i), 8, '0') || substr(md5('customer ' || i), 1, 16),
    case
        when i <= 2 * scale then 'OWNER' || i || '@Example.com'
        when i % 7 = 0 then 'Customer' || i || '@EXAMPLE.com'
        else 'customer' || i || '@example.com'
    end,
    case
        when i % 11 = 0 then null
        when i % 79 = 0 then ''
        else (array[
            'Jörg Weiß', 'François L''Écuyer', 'محمد علي', 'O''Brien; drop table customers; --', 'Ana "Ñ" Peña', 'İpek Şahin',
            '李 小龙', 'Back\slash', 'Ωmega Παπαδόπουλος'
        ])[1 + i % 9]
    end,
    case when i % 3 = 0 then '+49 170 ' || lpad(i::text, 8, '0') end,
    case when i % 12 <> 0 then '$2b$12$' || md5('customer password ' || i) || substr(md5('customer salt ' || i), 1, 21) end,
    case when i % 12 <> 0 and i % 5 <> 0 then created_at + interval '7 minutes' end,
    case when i % 13 = 0 then null when i % 3 = 0 then 'en' else 'de' end,
    i % 12 = 0,
    i % 4 = 1,
    created_at,
    created_at + interval '30 days'
from massava_scale
cross join generate_series(1, 158 * scale) as i
cross join lateral (
    select timestamptz '2023-06-01 06:30:00.250+00' + floor(i * 63072000.0 / (158 * scale)) * interval '1 second' as created_at
) as times;

insert into studios (
    id, owner_id, slug, name, description, street, postal_code, city, country, phone, email, opening_hours, is_active,
    created_at, updated_at
)
select
    'c' || lpad(to_hex(i), 8, '0') || substr(md5('studio ' || i), 1, 16),
    'c' || lpad(to_hex(owner), 8, '0') || substr(md5('owner ' || owner), 1, 16),
    'studio-' || i,
    (array['Ruhepol', 'Thai "Lotus" Massage', 'Händewerk', 'L''Atelier du Dos', 'Wellness 心'])[1 + i % 5] || ' ' || i,
    case when i % 3 = 0 then E'Massagen für Körper & Geist\nTermine nach Vereinbarung' end,
    case when i % 10 <> 0 then 'Straße des 17. Juni ' || i end,
    case when i % 10 <> 0 then lpad((10000 + i % 80000)::text, 5, '0') end,
    (array['Berlin', 'München', 'Köln', 'Zürich', 'Kraków'])[1 + i % 5],
    (array['DE', 'DE', 'DE', 'CH', 'PL'])[1 + i % 5],
    case when i % 4 <> 0 then '+49 30 ' || lpad((5000000 + i)::text, 8, '0') end,
    case when i % 2 = 0 then 'hello@studio-' || i || '.example.com' end,
    case when i % 6 = 0 then '{}'::jsonb else jsonb_build_object('mon', '09:00-18:00', 'sat', '10:00-' || 14 + i % 4 || ':00') end,
    i % 16 <> 0,
    created_at,
    created_at + interval '60 days'
from massava_scale
cross join generate_series(1, 47 * scale) as i
cross join lateral (
    select
        1 + (i - 1) % (42 * scale) as owner,
        timestamptz '2024-01-10 09:00:00+00' + floor(i * 15768000.0 / (47 * scale)) * interval '1 second' as created_at
) as choices;

insert into bookings (
    id, studio_id, customer_id, guest_name, guest_email, guest_phone, starts_at, ends_at, status, source, price_cents,
    currency, notes, cancellation_reason, reminder_sent, legacy_ref, created_at, updated_at, deleted_at
)
select
    'c' || lpad(to_hex(i), 8, '0') || substr(md5('booking ' || i), 1, 16),
    'c' || lpad(to_hex(studio), 8, '0') || substr(md5('studio ' || studio), 1, 16),
    case when not forgotten then 'c' || lpad(to_hex(customer), 8, '0') || substr(md5('customer ' || customer), 1, 16) end,
    case when guest and not forgotten then 'Gast "' || customer || '" d''Été' end,
    case when guest and not forgotten then 'Customer' || customer || '@Example.com' end,
    case when guest and not forgotten and i % 2 = 0 then '+49 171 ' || lpad(customer::text, 8, '0') end,
    starts_at,
    starts_at + (array[30, 60, 90, 120])[1 + i % 4] * interval '1 minute',
    (array['COMPLETED', 'COMPLETED', 'CONFIRMED', 'COMPLETED', 'CANCELLED', 'PENDING', 'NO_SHOW'])[1 + i % 7]::booking_status,
    (array['WEB', 'WEB', 'WEB', 'PHONE', 'WALK_IN'])[1 + i % 5]::booking_source,
    case when i % 17 <> 0 then (array[3500, 5900, 7900, 9900])[1 + i % 4] end,
    case when i % 19 = 0 then null when i % 5 = 3 then 'CHF' else 'EUR' end,
    case i % 10
        when 3 then E'Bitte klingeln bei "Müller"\n2. Stock, l''escalier à gauche'
        when 6 then '🐦 vegan oil, please'
        when 9 then ''
    end,
    case when i % 7 = 4 and i % 2 = 0 then 'krank' end,
    i % 7 = 0,
    case when i <= 20 * scale then 'MB-' || lpad(i::text, 7, '0') end,
    created_at,
    created_at + interval '1 day',
    case when deleted then created_at + interval '3 days' end
from massava_scale
cross join generate_series(1, 330 * scale) as i
cross join lateral (
    select
        1 + i * 7919 % (47 * scale) as studio,
        1 + i * 104729 % (158 * scale) as customer,
        i % 55 in (11, 33, 54) as deleted,
        i % 55 = 54 as forgotten,
        timestamptz '2024-07-01 07:15:00.125+00' + floor(i * 41472000.0 / (330 * scale)) * interval '1 second' as created_at
) as choices
cross join lateral (
    select
        customer % 12 = 0 as guest,
        date_trunc('hour', created_at, 'UTC') + (1 + i % 21) * interval '24 hours' as starts_at
) as consequences;

insert into accounts (
    id, user_id, type, provider, provider_account_id, refresh_token, access_token, expires_at, token_type, scope, id_token,
    session_state
)
select
    'c' || lpad(to_hex(i), 8, '0') || substr(md5('account ' || i), 1, 16),
    'c' || lpad(to_hex(i), 8, '0') || substr(md5('owner ' || i), 1, 16),
    'oauth',
    case when i % 6 = 0 then 'facebook' else 'google' end,
    (100000000000000000 + i)::text,
    case when i % 4 = 0 then md5('refresh token ' || i) end,
    md5('access token ' || i),
    1750000000 + (i % 100000)::integer,
    'Bearer',
    'openid email profile',
    case when i % 6 <> 0 then md5('id token ' || i) end,
    null
from massava_scale
cross join generate_series(1, 30 * scale) as i;

insert into sessions (id, session_token, user_id, expires)
select
    'c' || lpad(to_hex(i), 8, '0') || substr(md5('session ' || i), 1, 16),
    md5('session token ' || i),
    'c' || lpad(to_hex(owner), 8, '0') || substr(md5('owner ' || owner), 1, 16),
    timestamptz '2025-09-15 12:00:00+00' + i % 90 * interval '24 hours'
from massava_scale
cross join generate_series(1, 60 * scale) as i
cross join lateral (
    select 1 + (i - 1) % (42 * scale) as owner
) as choices;

drop table massava_scale;

analyze studio_owners, customers, studios, bookings, accounts, sessions;
