create table "AuditLogs" (
    "Id" uuid not null default gen_random_uuid(),
    "UserId" text,
    "Action" varchar(100) not null,
    "EntityType" varchar(100) not null,
    "EntityId" varchar(100),
    "OldValues" jsonb,
    "NewValues" jsonb,
    "IPAddress" inet,
    "UserAgent" varchar(500),
    "SessionId" uuid,
    "Timestamp" timestamptz not null default now(),
    "Severity" varchar(20) not null default 'Info',
    constraint "PK_AuditLogs" primary key ("Id", "Timestamp")
)
partition by range ("Timestamp");

comment on table "AuditLogs" is 'What was changed by whom; kept when the person goes';
comment on column "AuditLogs"."Timestamp" is 'Part of the key, since rows are partitioned by it';

-- Rows of months that nobody has made a partition for: none is refused, and a check finds them.
create table "AuditLogs_Default" partition of "AuditLogs" default;

comment on table "AuditLogs_Default" is 'Stays empty as long as CreateAuditLogPartitions is called in time';

create function "CreateAuditLogPartitions"(months_ahead integer default 3)
returns integer
language plpgsql
as $$
declare
    month_start timestamptz := date_trunc('month', now(), 'UTC');
    month_end timestamptz;
    partition_name text;
    created integer := 0;
begin
    if months_ahead < 0 then
        raise exception 'months_ahead is %, but must not be negative', months_ahead
        using errcode = 'invalid_parameter_value';
    end if;
    for i in 0..months_ahead loop
        month_end := (month_start at time zone 'UTC' + interval '1 month') at time zone 'UTC';
        partition_name := 'AuditLogs_' || to_char(month_start at time zone 'UTC', 'YYYY_MM');
        if to_regclass(quote_ident(partition_name)) is null then
            -- Beside the table first, then attached: creating it in place would lock all of AuditLogs against reads.
            execute format('create table %I (like "AuditLogs" including defaults including constraints)', partition_name);
            execute format(
                'with moved as (delete from "AuditLogs_Default" where "Timestamp" >= %L and "Timestamp" < %L returning *)'
                    ' insert into %I select * from moved',
                month_start, month_end, partition_name
            );
            execute format(
                'alter table "AuditLogs" attach partition %I for values from (%L) to (%L)',
                partition_name, month_start, month_end
            );
            created := created + 1;
        end if;
        month_start := month_end;
    end loop;
    return created;
end
$$;

comment on function "CreateAuditLogPartitions"(integer) is
    'Makes the partitions of this month and the next ones that are missing; to be called at least monthly. Returns how many';

select "CreateAuditLogPartitions"();
