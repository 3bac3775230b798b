-- Rows for the old schema of the chat application. The setting stopover.scale (default 1) multiplies every table; at scale 1
-- there are
--
--   120 profiles: 24 whose subscription is active or on trial (4 of them written in capitals, 4 given by hand without a
--       customer at Stripe), 6 past due, 6 canceled, 12 customers who never finished paying, 72 without any of it
--    15 servers, one of them founded twice by the same person
--   400 members, a dozen of them there twice
--    45 channels
--  2000 messages, every fortieth deleted
--    40 conversations with 300 direct messages
--
-- Nothing is random and no value depends on the day: the same scale always gives the same rows. Keys look like uuids.

create temporary table profiles_scale as
select coalesce(nullif(current_setting('stopover.scale', true), ''), '1')::bigint as scale;

insert into "Profile" (
    "id", "userId", "name", "imageUrl", "email", "stripeCustomerId", "stripeSubscriptionId", "stripePriceId",
    "stripeCurrentPeriodEnd", "subscriptionStatus", "createdAt", "updatedAt"
)
select
    md5('profile ' || i)::uuid::text,
    'user_' || substr(md5('sign-in ' || i), 1, 27),
    case
        when i % 60 = 7 then 'null null'
        when i % 60 = 37 then ''
        else (array[
            'Zoë Müller', 'Łukasz Żak', 'Mary O''Neill', 'Nguyễn Thị Hà', 'xX_"Sniper"_Xx', 'Søren Ærø', '山田 花子',
            'محمد علي', 'Back\slash', '🐧 Tux', 'Robert''); drop table "Profile"; --'
        ])[1 + i % 11]
    end,
    case when i % 17 = 0 then '' else 'https://img.example.com/' || i || '.png?size=96&v=' || i % 3 end,
    case when i % 9 = 0 then 'User' || i || '@Example.COM' else 'user' || i || '@example.com' end,
    case when customer then 'cus_' || substr(md5('customer ' || i), 1, 14) end,
    case when customer and status is not null then 'sub_' || substr(md5('subscription ' || i), 1, 24) end,
    case when customer and status is not null then (array['price_monthly', 'price_yearly'])[1 + i % 2] end,
    case when customer and status is not null then created_at + interval '30 days' * (1 + i % 24) end,
    status,
    created_at,
    created_at + interval '40 days'
from profiles_scale
cross join generate_series(1, 120 * scale) as i
cross join lateral (
    select
        case i % 20
            when 1 then 'active'
            when 4 then case when i % 3 = 0 then 'ACTIVE' else 'active' end
            when 6 then 'trialing'
            when 9 then 'past_due'
            when 11 then case when i % 3 = 2 then 'Active' else 'active' end
            when 14 then 'canceled'
        end as status,
        i % 20 in (1, 4, 6, 9, 14, 17, 19) or (i % 20 = 11 and i % 3 = 2) as customer,
        timestamp '2023-03-01 06:30:00.250' + floor(i * 63072000.0 / (120 * scale)) * interval '1 second' as created_at
) as choices;

insert into "Server" ("id", "name", "imageUrl", "inviteCode", "profileId", "createdAt", "updatedAt")
select
    md5('server ' || i)::uuid::text,
    (array['Gilde "Nordwind"', 'Kaffee & Code', 'L''équipe', '読書会', 'raid 24/7'])[1 + i % 5] || ' ' || i,
    'https://img.example.com/servers/' || i || '.png',
    md5('invitation ' || i)::uuid::text,
    md5('profile ' || founder)::uuid::text,
    created_at,
    created_at + interval '5 days'
from profiles_scale
cross join generate_series(1, 15 * scale) as i
cross join lateral (
    select
        case when i % 15 = 0 then i * 8 - 7 else i * 8 + 1 end as founder,
        timestamp '2025-03-02 08:00:00' + floor(i * 864000.0 / (15 * scale)) * interval '1 second' as created_at
) as choices;

-- The first of a server's members founded it; the last 10 of 400 clicked the invitation twice.
insert into "Member" ("id", "role", "profileId", "serverId", "createdAt", "updatedAt")
select
    md5('member ' || i)::uuid::text,
    case when i <= 15 * scale then 'ADMIN' when i % 13 = 0 then 'MODERATOR' else 'GUEST' end::"ServerRole",
    case
        when i <= 15 * scale then (select s."profileId" from "Server" s where s."id" = md5('server ' || i)::uuid::text)
        else md5('profile ' || 1 + (place * 11 + person / (15 * scale) * 7) % (120 * scale))::uuid::text
    end,
    md5('server ' || 1 + place)::uuid::text,
    created_at,
    created_at
from profiles_scale
cross join generate_series(1, 400 * scale) as i
cross join lateral (
    select
        case when i > 390 * scale then i - 195 * scale else i end - 1 as person,
        timestamp '2025-03-13 12:00:00.125' + floor(i * 8640000.0 / (400 * scale)) * interval '1 second' as created_at
) as choices
cross join lateral (
    select person % (15 * scale) as place
) as consequences;

insert into "Channel" ("id", "name", "type", "profileId", "serverId", "createdAt", "updatedAt")
select
    md5('channel ' || i)::uuid::text,
    case when i <= 15 * scale then 'general' else (array['música', 'off-topic', '公告', 'voice 🎙'])[1 + i % 4] end,
    case when i <= 15 * scale then 'TEXT' else (array['TEXT', 'AUDIO', 'VIDEO'])[1 + i % 3] end::"ChannelType",
    s."profileId",
    s."id",
    s."createdAt" + interval '1 minute' * (i % 9),
    s."createdAt" + interval '1 minute' * (i % 9)
from profiles_scale
cross join generate_series(1, 45 * scale) as i
join "Server" s on s."id" = md5('server ' || 1 + (i - 1) % (15 * scale))::uuid::text;

insert into "Message" ("id", "content", "fileUrl", "memberId", "channelId", "deleted", "createdAt", "updatedAt")
select
    md5('message ' || i)::uuid::text,
    case
        when i % 40 = 0 then 'This message has been deleted.'
        when i % 10 = 3 then E'zwei\nZeilen, "Zitat" & l''été'
        when i % 10 = 6 then '🎉🎉 @everyone'
        when i % 10 = 9 then ''
        else 'message number ' || i
    end,
    case when i % 25 = 0 and i % 40 <> 0 then 'https://files.example.com/' || md5('file ' || i) || '.pdf' end,
    md5('member ' || member)::uuid::text,
    md5('channel ' || 1 + (member - 1) % (15 * scale) + 15 * scale * (i % 3))::uuid::text,
    i % 40 = 0,
    created_at,
    case when i % 40 = 0 then created_at + interval '1 hour' else created_at end
from profiles_scale
cross join generate_series(1, 2000 * scale) as i
cross join lateral (
    select
        1 + i * 104729 % (390 * scale) as member,
        timestamp '2025-06-21 19:00:00.500' + floor(i * 7776000.0 / (2000 * scale)) * interval '1 second' as created_at
) as choices;

insert into "Conversation" ("id", "memberOneId", "memberTwoId")
select
    md5('conversation ' || i)::uuid::text,
    md5('member ' || i)::uuid::text,
    md5('member ' || i + 15 * scale)::uuid::text
from profiles_scale
cross join generate_series(1, 40 * scale) as i;

insert into "DirectMessage" (
    "id", "content", "fileUrl", "memberId", "conversationId", "deleted", "createdAt", "updatedAt"
)
select
    md5('direct message ' || i)::uuid::text,
    case when i % 30 = 0 then 'This message has been deleted.' else 'psst, ' || i || ' 🤫' end,
    case when i % 20 = 7 then 'https://files.example.com/' || md5('direct file ' || i) || '.png' end,
    case when i % 2 = 0 then c."memberOneId" else c."memberTwoId" end,
    c."id",
    i % 30 = 0,
    timestamp '2025-07-01 20:15:00' + floor(i * 5184000.0 / (300 * scale)) * interval '1 second',
    timestamp '2025-07-01 20:15:00' + floor(i * 5184000.0 / (300 * scale)) * interval '1 second'
from profiles_scale
cross join generate_series(1, 300 * scale) as i
join "Conversation" c on c."id" = md5('conversation ' || 1 + (i - 1) % (40 * scale))::uuid::text;

drop table profiles_scale;

analyze "Profile", "Server", "Member", "Channel", "Message", "Conversation", "DirectMessage";
