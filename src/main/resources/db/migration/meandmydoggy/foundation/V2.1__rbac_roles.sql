-- Risk: high. Every sign-in reads these tables.
alter table "Roles"
add column "Level" integer not null default 1,
add column "IsSystemRole" boolean not null default false,
add column "MaxUsers" integer;

comment on column "Roles"."MaxUsers" is 'Null: any number';

-- Who assigned the roles that are there is not known: this account did. Nobody can sign in to it.
insert into "Users" (
    "Id", "UserName", "NormalizedUserName", "Email", "NormalizedEmail", "SecurityStamp", "LockoutEnabled", "LockoutEnd"
)
values (
    '00000000-0000-0000-0000-000000000000', 'system@meandmydoggy.invalid', 'SYSTEM@MEANDMYDOGGY.INVALID',
    'system@meandmydoggy.invalid', 'SYSTEM@MEANDMYDOGGY.INVALID', 'none', true, 'infinity'
)
on conflict ("Id") do nothing;
