-- Rows for the old schema. The setting stopover.scale (default 1) multiplies every table but Roles; at scale 1 there are
--
--   120 users; 72 of them name a dog, and 4 more have nothing but blanks there
--     5 roles and 144 assignments
--    24 service providers; 12 name a dog of their own, 4 of them the one that their user row names, in another case
--   600 messages in 60 threads; 2 threads are notes of a user to themself
--
-- Nothing is random and no value depends on the day: the same scale always gives the same rows.

create temporary table doggy_scale as
select coalesce(nullif(current_setting('stopover.scale', true), ''), '1')::bigint as scale;

insert into "Users" (
    "Id", "UserName", "NormalizedUserName", "Email", "NormalizedEmail", "EmailConfirmed", "PasswordHash", "SecurityStamp",
    "ConcurrencyStamp", "PhoneNumber", "PhoneNumberConfirmed", "TwoFactorEnabled", "LockoutEnd", "AccessFailedCount", "PetName",
    "PetBreed", "PetBirthdate", "PetWeight", "PetNotes", "CreatedAt"
)
select
    md5('user ' || i)::uuid::text,
    mail,
    upper(mail),
    mail,
    upper(mail),
    i % 9 <> 0,
    case when i % 13 <> 0 then 'AQAAAAIAAYagAAAAE' || md5('password ' || i) end,
    upper(md5('stamp ' || i)),
    md5('concurrency ' || i)::uuid::text,
    case when i % 3 = 0 then '+44 20 7946 ' || lpad((i % 10000)::text, 4, '0') end,
    i % 6 = 0,
    i % 20 = 0,
    case when i % 40 = 0 then timestamptz '2025-12-31 00:00:00+00' end,
    i % 4,
    case
        when i % 30 = 29 then '   '
        when i % 5 < 3 then (array['Bella', 'Łatek', 'O''Malley', 'Größe ', '小白', 'Ñandú', 'Rex "the King"', 'Béla', '🐕 Max'])[1 + i % 9]
    end,
    case when i % 5 < 3 and i % 7 <> 0 then (array['Border Collie', 'dachshund', 'Mischling', 'Lagotto Romagnolo'])[1 + i % 4] end,
    case when i % 5 < 3 and i % 4 <> 0 then date '2012-03-01' + (i % 4000)::integer end,
    case when i % 5 < 3 then (array['12.5', '12,5 kg', '30 lbs', 'ca. 8', '', 'unknown', '0', '44 LB'])[1 + i % 8] end,
    case when i % 5 < 3 and i % 6 = 0 then E'Afraid of "fireworks"\nand of Tom''s cat' end,
    timestamptz '2022-05-01 08:00:00+00' + floor(i * 94608000.0 / (120 * scale)) * interval '1 second'
from doggy_scale
cross join generate_series(1, 120 * scale) as i
cross join lateral (
    select case when i % 10 = 0 then 'Zoë.' || i || '@Example.COM' else 'user' || i || '@example.com' end as mail
) as mails;

insert into "Roles" ("Id", "Name", "NormalizedName", "ConcurrencyStamp")
select md5('role ' || name)::uuid::text, name, upper(name), null
from unnest(array['User', 'PetOwner', 'ServiceProvider', 'Admin', 'Moderator']) as name;

-- Everybody has one of User and PetOwner, every fifth is a provider, too, and the first ones are administrators.
insert into "UserRoles" ("UserId", "RoleId")
select
    md5('user ' || i)::uuid::text,
    md5('role ' || case when i % 5 < 3 then 'PetOwner' else 'User' end)::uuid::text
from doggy_scale
cross join generate_series(1, 120 * scale) as i
union all
select
    md5('user ' || i * 5)::uuid::text,
    md5('role ' || case when i <= 2 * scale then 'Admin' else 'ServiceProvider' end)::uuid::text
from doggy_scale
cross join generate_series(1, 24 * scale) as i;

insert into "ServiceProviders" (
    "Id", "UserId", "BusinessName", "Description", "ServiceList", "HourlyRate", "City", "PostalCode", "Country", "Phone",
    "IsVerified", "DogName", "DogBreed", "CreatedAt", "UpdatedAt"
)
select
    md5('provider ' || i)::uuid,
    u."Id",
    (array['Paws & Co.', 'Gassi-Service Müller', '犬の散歩', 'L''Ami du Chien', 'Walkies!', 'WALKIES'])[1 + i % 6],
    case when i % 3 <> 0 then 'With dogs since ' || 1990 + i % 30 || E'.\nCall any time' end,
    (array['Walking', 'walking, Grooming', 'Dog Sitting,walking', 'TRAINING', '', 'Swimming with dogs'])[1 + i % 6],
    case when i % 8 <> 0 then 12.50 + i % 20 end,
    case when i % 12 <> 0 then (array['London', 'london ', 'München', 'Kraków', 'Paris'])[1 + i % 5] end,
    case when i % 4 <> 0 then lpad((10000 + i % 80000)::text, 5, '0') end,
    (array['UK', 'United Kingdom', 'Germany', 'PL', 'france', null])[1 + i % 6],
    case when i % 5 <> 0 then '+44 161 496 ' || lpad((i % 10000)::text, 4, '0') end,
    i % 3 = 0,
    case i % 6 when 0 then upper(u."PetName") when 2 then 'Snoopy ' || i when 4 then 'Idéfix' end,
    case when i % 6 = 2 then 'Beagle' end,
    timestamptz '2023-02-01 10:00:00+00' + floor(i * 47304000.0 / (24 * scale)) * interval '1 second',
    timestamptz '2025-02-01 10:00:00+00'
from doggy_scale
cross join generate_series(1, 24 * scale) as i
join "Users" u on u."Id" = md5('user ' || i * 5)::uuid::text;

insert into "Messages" (
    "Id", "ThreadId", "SenderId", "RecipientId", "Body", "AttachmentUrl", "AttachmentName", "IsRead", "ReadAt", "IsDeleted",
    "SentAt"
)
select
    md5('message ' || i)::uuid,
    md5('message ' || thread)::uuid,
    md5('user ' || case when answer then other else one end)::uuid::text,
    md5('user ' || case when answer then one else other end)::uuid::text,
    case i % 12
        when 0 then null
        when 5 then ''
        when 7 then E'Can you take "Rex" on Monday?\nHe''s 🐶 and 12 kg; drop table "Messages"; --'
        else 'Message ' || i
    end,
    case when i % 12 in (0, 4) then 'https://files.example.com/' || i || '.jpg' end,
    case when i % 12 = 0 then 'Rex am Straßenrand.jpg' end,
    read,
    case when read and i % 3 <> 0 then sent + interval '3 minutes' end,
    i % 50 = 49,
    sent
from doggy_scale
cross join generate_series(1, 600 * scale) as i
cross join lateral (
    select
        1 + (i - 1) % (60 * scale) as thread,
        (i - 1) / (60 * scale) % 2 = 1 as answer,
        i % 10 < 8 as read,
        timestamptz '2023-06-01 07:00:00.125+00' + floor(i * 63072000.0 / (600 * scale)) * interval '1 second' as sent
) as chosen
cross join lateral (
    select
        1 + thread * 7 % (120 * scale) as one,
        case when thread % 30 = 0 then 1 + thread * 7 % (120 * scale) else 1 + (thread * 7 + 11) % (120 * scale) end as other
) as people;

drop table doggy_scale;

analyze "Users", "Roles", "UserRoles", "ServiceProviders", "Messages";
