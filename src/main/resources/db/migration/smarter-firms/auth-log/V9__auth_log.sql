create table "AuthLog" (
    id text not null,
    "userId" text,
    "firmId" text,
    "eventType" "AuthEventType" not null,
    "authMethod" "AuthMethod",
    email text,
    "ipAddress" text,
    "userAgent" text,
    metadata jsonb not null default '{}',
    "createdAt" timestamptz(3) not null default current_timestamp,
    seq bigint not null,
    "previousHash" bytea not null,
    hash bytea not null,
    constraint "AuthLog_pkey" primary key (id, "createdAt")
)
partition by range ("createdAt");

comment on table "AuthLog" is 'Sign-ins and what goes with them, by month; each row has the hash of the one before it in its chain';
comment on column "AuthLog".seq is 'The place in the chain of its firm and month, from 1 without gaps; given by the database, as are the hashes';
comment on column "AuthLog".email is 'What was typed at a sign-in that failed, in lower case';

create index "AuthLog_userId_createdAt_idx"
on "AuthLog" ("userId", "createdAt");

create index "AuthLog_firmId_createdAt_idx"
on "AuthLog" ("firmId", "createdAt");

create index "AuthLog_eventType_createdAt_idx"
on "AuthLog" ("eventType", "createdAt");

create index "AuthLog_createdAt_idx"
on "AuthLog" ("createdAt");

create table "AuthLogChain" (
    "firmId" text not null,
    month date not null,
    length bigint not null,
    hash bytea not null,
    "retiredAt" timestamptz(3),
    constraint "AuthLogChain_pkey" primary key ("firmId", month),
    constraint "AuthLogChain_month_check" check (extract(day from month) = 1)
);

comment on table "AuthLogChain" is 'Where each chain of the auth log ends. To prove the log to others, give them these hashes from time to time';
comment on column "AuthLogChain"."firmId" is 'Empty for events of no firm; without a foreign key, since it is to outlive the firm';
comment on column "AuthLogChain"."retiredAt" is 'When the rows were dropped because their time was over; the hash stays';

create function auth_log_month(at timestamptz) returns date
language sql
immutable
parallel safe
return date_trunc('month', at at time zone 'UTC')::date;

-- Over a JSON array, so that no two rows have the same text, and without anything that a session's settings change.
create function auth_log_hash(
    seq bigint,
    previous_hash bytea,
    id text,
    user_id text,
    firm_id text,
    event_type "AuthEventType",
    auth_method "AuthMethod",
    email text,
    ip_address text,
    user_agent text,
    metadata jsonb,
    created_at timestamptz
) returns bytea
language sql
stable
parallel safe
return sha256(convert_to(jsonb_build_array(
    seq,
    encode(previous_hash, 'hex'),
    id,
    user_id,
    firm_id,
    event_type::text,
    auth_method::text,
    email,
    ip_address,
    user_agent,
    metadata,
    (extract(epoch from created_at) * 1000)::bigint
)::text, 'UTF8'));

-- As its owner: who may add to the log need not be able to write its chains. The row of the chain is locked before
-- anything else is looked at, and so orders those who write to it at the same time.
create function auth_log_append() returns trigger
language plpgsql
security definer
set search_path = pg_catalog, public, pg_temp
as $$
declare
    chain public."AuthLogChain";
    of_firm text := coalesce(new."firmId", '');
    of_month date := public.auth_log_month(new."createdAt");
begin
    insert into public."AuthLogChain" ("firmId", month, length, hash)
    values (of_firm, of_month, 0, sha256(convert_to(of_firm || ' ' || of_month, 'UTF8')))
    on conflict do nothing;

    select c.*
    into strict chain
    from public."AuthLogChain" c
    where c."firmId" = of_firm
        and c.month = of_month
    for update;

    if chain."retiredAt" is not null then
        raise exception 'the auth log of % is retired', to_char(of_month, 'YYYY-MM')
        using errcode = 'check_violation';
    end if;

    new.seq := chain.length + 1;
    new."previousHash" := chain.hash;
    new.hash := public.auth_log_hash(
        new.seq, new."previousHash", new.id, new."userId", new."firmId", new."eventType", new."authMethod", new.email,
        new."ipAddress", new."userAgent", new.metadata, new."createdAt"
    );

    -- "on conflict do nothing" leaves out a row that is there already only after this, and the chain must not have it.
    if not exists (
        select
        from public."AuthLog" l
        where l.id = new.id
            and l."createdAt" = new."createdAt"
    ) then
        update public."AuthLogChain" c
        set length = new.seq,
            hash = new.hash
        where c."firmId" = of_firm
            and c.month = of_month;
    end if;

    return new;
end
$$;

create trigger "AuthLog_append"
before insert on "AuthLog"
for each row
execute function auth_log_append();

-- What is wrong with the log: nothing, when this has no row.
create function auth_log_breaks()
returns table ("firmId" text, month date, seq bigint, id text, problem text)
language sql
stable
begin atomic
    with linked as (
        select
            l.*,
            coalesce(l."firmId", '') as chain,
            auth_log_month(l."createdAt") as of_month,
            lag(l.seq, 1, 0) over chains as seq_before,
            lag(l.hash) over chains as hash_before
        from "AuthLog" l
        window chains as (
            partition by coalesce(l."firmId", ''), auth_log_month(l."createdAt")
            order by l.seq, l.id
        )
    )
    select k.chain, k.of_month, k.seq, k.id, found.problem
    from linked k
    cross join lateral (
        select 'changed: its hash is not that of its values' as problem
        where k.hash <> auth_log_hash(
            k.seq, k."previousHash", k.id, k."userId", k."firmId", k."eventType", k."authMethod", k.email, k."ipAddress",
            k."userAgent", k.metadata, k."createdAt"
        )
        union all
        select case
            when k.seq = k.seq_before then 'inserted: its place is taken twice'
            else 'missing: ' || k.seq - k.seq_before - 1 || ' rows before it'
        end
        where k.seq <> k.seq_before + 1
        union all
        select 'cut: it does not follow the row before it'
        where k.seq = k.seq_before + 1
            and k."previousHash" <> coalesce(k.hash_before, sha256(convert_to(k.chain || ' ' || k.of_month, 'UTF8')))
    ) as found
    union all
    select
        coalesce(c."firmId", e.chain),
        coalesce(c.month, e.of_month),
        coalesce(e.seq, 0),
        e.id,
        case
            when c."firmId" is null then 'inserted: it has no chain'
            when c."retiredAt" is not null then 'inserted: its chain is retired'
            when coalesce(e.seq, 0) < c.length then 'missing: ' || c.length - coalesce(e.seq, 0) || ' rows at the end'
            when e.seq > c.length then 'inserted: ' || e.seq - c.length || ' rows at the end'
            else 'changed: the chain ends with another hash'
        end
    from "AuthLogChain" c
    full join (
        select distinct on (k.chain, k.of_month) k.*
        from linked k
        order by k.chain, k.of_month, k.seq desc, k.id desc
    ) as e on e.chain = c."firmId" and e.of_month = c.month
    where case
        when c."retiredAt" is not null then e.id is not null
        else (c.length, c.hash) is distinct from (e.seq, e.hash)
            and not (c.length = 0 and e.id is null)
    end;
end;

comment on function auth_log_breaks() is 'Every place where the auth log is not what was written: rows that were changed, are missing or were put in';

-- Partitions must be there before their months are; a monthly job calls this.
create function create_auth_log_partitions(first date, months integer) returns integer
language plpgsql
as $$
declare
    month date;
    name text;
    created integer := 0;
begin
    for month in
        select generate_series(date_trunc('month', first), date_trunc('month', first) + (months - 1) * interval '1 month', '1 month')
    loop
        name := 'AuthLog_' || to_char(month, 'YYYY_MM');
        if to_regclass(format('%I', name)) is null then
            execute format(
                'create table %I partition of "AuthLog" for values from (%L) to (%L)',
                name,
                month || ' 00:00:00+00',
                (month + interval '1 month')::date || ' 00:00:00+00'
            );
            -- The policies of the whole do not hold for a partition that is named, so it is closed by having none.
            execute format('alter table %I enable row level security', name);
            -- Nor do triggers of statements; those of rows come by themselves.
            if exists (
                select
                from pg_trigger t
                where t.tgrelid = '"AuthLog"'::regclass
                    and t.tgname = 'AuthLog_sealed_truncate'
            ) then
                execute format(
                    'create trigger "AuthLog_sealed_truncate" before truncate on %I execute function auth_log_refuse()',
                    name
                );
            end if;
            created := created + 1;
        end if;
    end loop;
    return created;
end
$$;

comment on function create_auth_log_partitions(date, integer) is 'Creates the partitions of so many months that are not there; returns how many it created';

-- Retention: whole months go at once, and what their chains ended with stays.
create function retire_auth_log(before date) returns integer
language plpgsql
as $$
declare
    retired record;
    number integer := 0;
begin
    for retired in
        select c.oid::regclass as name, months.month
        from pg_inherits i
        join pg_class c on c.oid = i.inhrelid
        cross join lateral (
            select to_date(substring(c.relname from '^AuthLog_([0-9]{4}_[0-9]{2})$'), 'YYYY_MM') as month
        ) as months
        where i.inhparent = '"AuthLog"'::regclass
            and months.month + interval '1 month' <= before
        order by months.month
    loop
        if exists (
            select
            from auth_log_breaks() b
            where b.month = retired.month
        ) then
            raise exception 'the auth log of % is broken and stays: see auth_log_breaks()', to_char(retired.month, 'YYYY-MM');
        end if;
        execute format('drop table %s', retired.name);
        update "AuthLogChain" c
        set "retiredAt" = clock_timestamp()
        where c.month = retired.month;
        number := number + 1;
    end loop;
    return number;
end
$$;

comment on function retire_auth_log(date) is 'Drops the partitions of months that ended before that day, if their chains are whole; returns how many';
