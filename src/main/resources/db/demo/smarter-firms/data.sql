-- Rows for the old Smarter Firms schema. The setting stopover.scale (default 1) multiplies every table; at scale 1 there are
--
--    12 firms
--    90 users: 66 of law firms and 24 consultants; of those of firms, 33 sign in with Clio
--    33 Clio tokens, 3 of them revoked
--    24 consultants, 6 of them without a referral code
--    72 associations of a firm and a consultant: 24 active, 24 invited, 24 removed, and 24 of each level
--   144 permissions, two for each association
--   600 login events of 16 months, 50 of them failed, 30 of those with an e-mail that nobody has
--    96 notes about consultants, 8 of them without text
--
-- Nothing is random and no value depends on the day: the same scale always gives the same rows. Keys look like cuids, so
-- they ascend with the time of creation; the row numbers behind them decide everything else.

create temporary table smarter_firms_scale as
select coalesce(nullif(current_setting('stopover.scale', true), ''), '1')::bigint as scale;

insert into "Firm" (id, name, "clioAccountId", timezone, "isActive", "createdAt", "updatedAt")
select
    'c' || lpad(to_hex(i), 8, '0') || substr(md5('firm ' || i), 1, 16),
    (array[
        'Müller & Söhne', 'O''Hara, Núñez & Partners LLP', 'Smith "Trial" Law', 'Żak Kancelaria', '東京法律事務所', 'Weiß; drop table firms'
    ])[1 + i % 6] || ' ' || i,
    case when i % 4 <> 0 then (900000 + i)::text end,
    (array['America/New_York', 'Europe/Berlin', 'Asia/Tokyo'])[1 + i % 3],
    i % 12 <> 0,
    created_at,
    created_at + interval '40 days'
from smarter_firms_scale
cross join generate_series(1, 12 * scale) as i
cross join lateral (
    select timestamptz '2023-02-01 09:00:00+00' + floor(i * 15552000.0 / (12 * scale)) * interval '1 second' as created_at
) as times;

-- The first 66 of 90 belong to firms, five or six to each; the others are consultants.
insert into "User" (
    id, email, name, "passwordHash", "clioUserId", "firmId", "isAdmin", "deactivatedAt", "createdAt", "updatedAt"
)
select
    'c' || lpad(to_hex(i), 8, '0') || substr(md5('user ' || i), 1, 16),
    case
        when i % 7 = 0 then 'User' || i || '@Example.COM'
        else 'user' || i || '@example.com'
    end,
    case
        when i % 13 = 0 then null
        when i % 37 = 0 then ''
        else (array[
            'Zoë Müller', 'Seán O''Neill', 'Nguyễn Thị Hà', 'Anna "Anni" Groß', 'محمد علي', '山田 花子', 'Back\slash Jones'
        ])[1 + i % 7]
    end,
    case when consultant or i % 2 = 1 then '$2b$12$' || md5('password ' || i) || substr(md5('salt ' || i), 1, 21) end,
    case when not consultant and i % 2 = 0 then (5000000 + i)::text end,
    case when not consultant then 'c' || lpad(to_hex(firm), 8, '0') || substr(md5('firm ' || firm), 1, 16) end,
    not consultant and i <= 12 * scale,
    case when i % 29 = 0 then created_at + interval '300 days' end,
    created_at,
    created_at + interval '20 days'
from smarter_firms_scale
cross join generate_series(1, 90 * scale) as i
cross join lateral (
    select
        i > 66 * scale as consultant,
        1 + (i - 1) % (12 * scale) as firm,
        timestamptz '2023-08-01 08:00:00.500+00' + floor(i * 15552000.0 / (90 * scale)) * interval '1 second' as created_at
) as choices;

insert into "ClioToken" (id, "userId", "accessToken", "refreshToken", "expiresAt", "revokedAt", "createdAt")
select
    'c' || lpad(to_hex(i), 8, '0') || substr(md5('token ' || i), 1, 16),
    'c' || lpad(to_hex(2 * i), 8, '0') || substr(md5('user ' || 2 * i), 1, 16),
    md5('access token ' || i),
    case when i % 5 <> 0 then md5('refresh token ' || i) end,
    timestamptz '2025-12-01 00:00:00+00' + i % 60 * interval '1 day',
    case when i % 11 = 0 then timestamptz '2025-06-01 00:00:00+00' end,
    timestamptz '2024-03-01 00:00:00+00' + i % 90 * interval '1 day'
from smarter_firms_scale
cross join generate_series(1, 33 * scale) as i;

insert into "Consultant" (
    id, "userId", company, bio, specialties, "hourlyRateCents", "referralCode", website, "isListed", "crmRef", "createdAt",
    "updatedAt"
)
select
    'c' || lpad(to_hex(i), 8, '0') || substr(md5('consultant ' || i), 1, 16),
    'c' || lpad(to_hex(66 * scale + i), 8, '0') || substr(md5('user ' || 66 * scale + i), 1, 16),
    case when i % 5 <> 0 then (array['Acme Advisory', 'Ærø & Co. KG', 'L''Étude "Conseil"'])[1 + i % 3] || ' ' || i end,
    case when i % 3 = 0 then E'Twenty years of practice.\nSpeaks français & 日本語.' when i % 7 = 0 then '' end,
    case i % 4
        when 0 then 'billing, Intake ,  marketing'
        when 1 then 'compliance'
        when 2 then null
        else 'Clio,billing'
    end,
    case when i % 6 <> 0 then 15000 + i % 20 * 500 end,
    case i % 4
        when 0 then null
        when 1 then 'Ref-' || i
        when 2 then 'REF-' || i
        else 'ref-' || i || 'x'
    end,
    case when i % 2 = 0 then 'https://consultant' || i || '.example.com' end,
    i % 8 <> 0,
    case when i <= 6 * scale then 'CRM-' || lpad(i::text, 7, '0') end,
    created_at,
    created_at + interval '60 days'
from smarter_firms_scale
cross join generate_series(1, 24 * scale) as i
cross join lateral (
    select timestamptz '2024-02-01 10:00:00+00' + floor(i * 7776000.0 / (24 * scale)) * interval '1 second' as created_at
) as times;

-- Each consultant works, or is to work or has worked, for three firms.
insert into "FirmConsultant" (
    id, "firmId", "consultantId", level, state, "invitedById", "acceptedAt", "removedAt", "createdAt", "updatedAt"
)
select
    'c' || lpad(to_hex(i), 8, '0') || substr(md5('association ' || i), 1, 16),
    'c' || lpad(to_hex(firm), 8, '0') || substr(md5('firm ' || firm), 1, 16),
    'c' || lpad(to_hex(consultant), 8, '0') || substr(md5('consultant ' || consultant), 1, 16),
    (array['full', 'limited', 'readonly'])[1 + (i / 3 % 3)::integer],
    state,
    case when i % 5 <> 0 then 'c' || lpad(to_hex(firm), 8, '0') || substr(md5('user ' || firm), 1, 16) end,
    case when state <> 'invited' then created_at + interval '2 days' end,
    case when state = 'removed' then created_at + interval '100 days' end,
    created_at,
    created_at + interval '100 days'
from smarter_firms_scale
cross join generate_series(1, 72 * scale) as i
cross join lateral (
    select
        1 + (i - 1) / 3 as consultant,
        1 + (i - 1) * 5 % (12 * scale) as firm,
        (array['active', 'invited', 'removed'])[1 + i % 3] as state,
        timestamptz '2024-05-15 12:00:00+00' + floor(i * 7776000.0 / (72 * scale)) * interval '1 second' as created_at
) as choices;

insert into "FirmConsultantGrant" (id, "firmConsultantId", permission, "createdAt")
select
    'c' || lpad(to_hex(i), 8, '0') || substr(md5('grant ' || i), 1, 16),
    'c' || lpad(to_hex(association), 8, '0') || substr(md5('association ' || association), 1, 16),
    case when i % 2 = 0
        then 'matters:read'
        else (array['matters:write', 'billing:read', 'reports:export'])[1 + (i / 2 % 3)::integer]
    end,
    timestamptz '2024-09-01 12:00:00+00' + i % 90 * interval '1 day'
from smarter_firms_scale
cross join generate_series(1, 144 * scale) as i
cross join lateral (
    select 1 + (i - 1) / 2 as association
) as choices;

insert into "LoginEvent" (id, "userId", "firmId", event, method, succeeded, email, ip, "userAgent", detail, at)
select
    'c' || lpad(to_hex(i), 8, '0') || substr(md5('event ' || i), 1, 16),
    u.id,
    u."firmId",
    event,
    case
        when event = 'login' and u."clioUserId" is not null then 'clio'
        when event in ('login', 'password_reset') then 'password'
    end,
    not failed,
    case when failed then coalesce(u.email, 'Nobody' || i || '@Example.com') end,
    case when i % 17 <> 0 then '203.0.113.' || i % 256 end,
    case when i % 9 <> 0 then 'Mozilla/5.0 ("' || i % 40 || '"; rv:1' || i % 20 || ')' end,
    case when failed then 'wrong password' when i % 50 = 1 then E'“new” device\nMünchen' end,
    timestamptz '2024-07-01 06:00:00.125+00' + floor(i * 41472000.0 / (600 * scale)) * interval '1 second'
from smarter_firms_scale
cross join generate_series(1, 600 * scale) as i
cross join lateral (
    select
        1 + i * 7919 % (90 * scale) as person,
        i % 12 = 5 as failed,
        i % 20 in (5, 9, 13) as nobody
) as choices
cross join lateral (
    select case
        when failed then 'login'
        else (array['login', 'logout', 'login', 'login', 'password_reset', 'clio_linked', 'login', 'clio_unlinked'])[1 + i % 8]
    end as event
) as consequences
left join "User" u
    on not (failed and nobody)
    and u.id = 'c' || lpad(to_hex(person), 8, '0') || substr(md5('user ' || person), 1, 16);

insert into "ConsultantNote" (id, "firmId", "consultantUserId", "authorId", title, body, "createdAt", "updatedAt")
select
    'c' || lpad(to_hex(i), 8, '0') || substr(md5('note ' || i), 1, 16),
    'c' || lpad(to_hex(firm), 8, '0') || substr(md5('firm ' || firm), 1, 16),
    'c' || lpad(to_hex(consultant), 8, '0') || substr(md5('user ' || consultant), 1, 16),
    'c' || lpad(to_hex(firm), 8, '0') || substr(md5('user ' || firm), 1, 16),
    (array['Rates', 'Conflict of interest', 'Erstgespräch', 'Reference "B"'])[1 + i % 4] || ' ' || i,
    case
        when i % 12 = 0 then null
        when i % 31 = 0 then ''
        else (array[
            E'Paid 40 % above the others; renegotiate.\n— Zoë', 'Was retained by the opposing side in 2019 🤫',
            'O''Brien''s "friend"; do not give access to billing', '前任者との紛争あり', repeat('long text, ünïcödé; ', 60)
        ])[1 + i % 5] || ' #' || i
    end,
    created_at,
    created_at + interval '1 day'
from smarter_firms_scale
cross join generate_series(1, 96 * scale) as i
cross join lateral (
    select
        1 + (i - 1) % (12 * scale) as firm,
        66 * scale + 1 + i * 31 % (24 * scale) as consultant,
        timestamptz '2024-09-01 15:00:00+00' + floor(i * 31104000.0 / (96 * scale)) * interval '1 second' as created_at
) as choices;

drop table smarter_firms_scale;

analyze "Firm", "User", "ClioToken", "Consultant", "FirmConsultant", "FirmConsultantGrant", "LoginEvent", "ConsultantNote";
