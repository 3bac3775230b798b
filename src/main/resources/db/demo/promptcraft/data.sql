-- Rows for the old promptcraft schema. The setting stopover.scale (default 1) multiplies every table; at scale 1 there are
--
--    60 users: 48 of them have prompts, from one to eight each; the others registered and never came back
--   180 prompts
--
-- Counters of use were added to the application one after the other: some users have a count without the time of its last
-- use, and enhancementCount is null until it is first used. Nothing is random and no value depends on the day: the same scale always
-- gives the same rows. Keys look like cuids, so they ascend with the time of creation; the row numbers behind them decide
-- everything else.

create temporary table promptcraft_scale as
select coalesce(nullif(current_setting('stopover.scale', true), ''), '1')::bigint as scale;

insert into "User" (
    "id", "email", "name", "image", "passwordHash", "emailVerified", "plan", "generationCount", "lastGenerationAt",
    "enhancementCount", "lastEnhancementAt", "exportCount", "createdAt", "updatedAt"
)
select
    'c' || lpad(to_hex(i), 8, '0') || substr(md5('user ' || i), 1, 16),
    case
        when i % 6 = 0 then 'User' || i || '@Example.COM'
        when i % 11 = 0 then 'user.' || i || '+prompts@example.com'
        else 'user' || i || '@example.com'
    end,
    case
        when i % 9 = 0 then null
        when i % 13 = 0 then ''
        when i % 17 = 0 then '   '
        else (array[
            'Zoë Müller', 'Łukasz Żak', 'Mary O''Neill', 'Nguyễn Thị Hà', 'Anna "Anni" Groß', 'محمد علي', '山田 花子',
            'Robert''); drop table "User"; --'
        ])[1 + i % 8]
    end,
    case when i % 4 = 0 then 'https://images.example.com/users/' || i || '.png' end,
    case when i % 5 <> 0 then '$2b$12$' || md5('password ' || i) || substr(md5('salt ' || i), 1, 21) end,
    case when i % 7 <> 0 then created_at + interval '12 minutes' end,
    (array['FREE', 'FREE', 'PRO', 'FREE', 'ENTERPRISE'])[1 + i % 5],
    case when i % 5 = 4 then 0 else i * 37 % 500 end,
    case when i % 5 <> 4 and i % 3 <> 0 and i * 37 % 500 > 0 then created_at + interval '40 days' end,
    case when i % 4 = 1 then 1 + i * 13 % 90 end,
    case when i % 4 = 1 and i % 3 <> 0 then created_at + interval '50 days' end,
    case when i % 8 = 0 then i % 31 else 0 end,
    created_at,
    created_at + interval '60 days'
from promptcraft_scale
cross join generate_series(1, 60 * scale) as i
cross join lateral (
    select timestamp '2024-02-05 08:00:00.125' + floor(i * 31536000.0 / (60 * scale)) * interval '1 second' as created_at
) as times;

insert into "Prompt" (
    "id", "userId", "title", "content", "category", "tags", "isPublic", "createdAt", "updatedAt"
)
select
    'c' || lpad(to_hex(i), 8, '0') || substr(md5('prompt ' || i), 1, 16),
    'c' || lpad(to_hex(author), 8, '0') || substr(md5('user ' || author), 1, 16),
    case
        when i % 10 = 0 then 'Untitled'
        else (array['Summarise', 'Übersetze', 'Rédige', 'Explain "it"', '要約'])[1 + i % 5] || ' ' || i
    end,
    case
        when i % 45 = 0 then ''
        when i % 7 = 0 then E'You are a poet.\n\nWrite a haiku about {{topic}}:\n\t– no "quotes"\n\t– l''automne 🍂'
        when i % 11 = 0 then 'Answer in C:\path\to\file style; 100 % of it. ' || repeat('Be brief. ', 400)
        when i % 8 = 0 then '以下の文章を三行で要約してください: {{text}}'
        else 'Summarise {{text}} in ' || 1 + i % 9 || ' sentences.'
    end,
    case when i % 6 <> 0 then (array['writing', 'Writing', 'code', 'übersetzung'])[1 + i % 4] end,
    case when i % 3 = 0 then '{}' else array['tag ' || i % 5, 'with, comma', 'ärger'] end,
    i % 4 = 0,
    created_at,
    created_at + (i % 30) * interval '1 day'
from promptcraft_scale
cross join generate_series(1, 180 * scale) as i
cross join lateral (
    select
        -- Every fifth user is no author. Each author has one prompt, and the first twenty have the others.
        author + (author - 1) / 4 as author,
        timestamp '2025-03-01 06:30:00.250' + floor(i * 15768000.0 / (180 * scale)) * interval '1 second' as created_at
    from (
        select case when i <= 48 * scale then i else 1 + i * 7919 % (20 * scale) end as author
    ) as numbers
) as choices;

drop table promptcraft_scale;

analyze "User", "Prompt";
