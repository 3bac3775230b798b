-- How long the queries of the application took before anything was changed: the gates of all later phases ask for it.
create function "MeasureQueries"(rounds integer, fraction double precision)
returns double precision
language plpgsql
as $$
declare
    begun timestamptz;
    of_machine double precision;
    ratios double precision[] := '{}';
    people text[] := array(select u."Id" from "Users" u order by u."Id" limit 100);
    mails text[] := array(select u."NormalizedEmail" from "Users" u order by u."Id" limit 100);
    person text;
    mail text;
begin
    -- In turns with a computation that needs no table: what slows the machine down slows both down.
    for i in 1..rounds loop
        begun := clock_timestamp();
        perform sum(hashtextextended(n::text, 0))
        from generate_series(1, 20000) n;
        of_machine := extract(epoch from clock_timestamp() - begun);

        begun := clock_timestamp();
        foreach mail in array mails loop
            perform u."Id", u."PasswordHash", u."LockoutEnd"
            from "Users" u
            where u."NormalizedEmail" = mail;
        end loop;
        foreach person in array people loop
            perform r."Name"
            from "UserRoles" ur
            join "Roles" r on r."Id" = ur."RoleId"
            where ur."UserId" = person;

            perform m."Id", m."SenderId", m."Body"
            from "Messages" m
            where m."RecipientId" = person
                and not m."IsRead"
            order by m."SentAt" desc
            limit 20;

            perform p."Id", p."BusinessName"
            from "ServiceProviders" p
            where p."UserId" = person;
        end loop;
        perform p."Id", p."BusinessName"
        from "ServiceProviders" p
        where p."City" = 'London'
        order by p."HourlyRate"
        limit 50;
        ratios := ratios || extract(epoch from clock_timestamp() - begun)::double precision / of_machine;
    end loop;
    return (select percentile_cont(fraction) within group (order by ratio) from unnest(ratios) ratio);
end
$$;

comment on function "MeasureQueries"(integer, double precision) is
    'What so many rounds of the application''s queries stay below, in units of a computation without tables';

create table "QueryBaselines" (
    "Name" varchar(100) not null,
    "Cost" double precision not null default "MeasureQueries"(200, 0.75),
    "MeasuredAt" timestamptz not null default now(),
    constraint "PK_QueryBaselines" primary key ("Name")
);

comment on table "QueryBaselines" is 'What MeasureQueries said before the plan';

insert into "QueryBaselines" ("Name")
values ('before the plan')
on conflict ("Name") do nothing;

create function "QuerySlowdown"()
returns double precision
language plpgsql
as $$
declare
    baseline double precision := (select b."Cost" from "QueryBaselines" b where b."Name" = 'before the plan');
    slowdown double precision := 'infinity';
begin
    -- The faster quarter of now against the slower quarter of then: on a quiet machine they are the same to a hundredth or two, on
    -- a busy one what cannot be told apart must not pass for slower. It gets 20 seconds to be quiet for once.
    loop
        slowdown := least(slowdown, "MeasureQueries"(25, 0.25) / baseline);
        exit when slowdown <= 1.05 or clock_timestamp() > statement_timestamp() + interval '20 seconds';
        perform pg_sleep(0.25);
    end loop;
    return slowdown;
end
$$;

comment on function "QuerySlowdown"() is 'How many times as long the queries take as before the plan';
