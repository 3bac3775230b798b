-- From now on the log only grows. Not before, since going back from the phase of the log takes its rows out again. What the
-- old application changes in events that are logged already is refused, and the run says so.
create function auth_log_refuse() returns trigger
language plpgsql
as $$
begin
    raise exception 'rows of % are added and never changed', tg_table_name
    using errcode = 'insufficient_privilege';
end
$$;

create trigger "AuthLog_sealed"
before update or delete on "AuthLog"
for each row
execute function auth_log_refuse();

create trigger "AuthLog_sealed_truncate"
before truncate on "AuthLog"
execute function auth_log_refuse();

do $$
declare
    partition regclass;
begin
    for partition in
        select i.inhrelid::regclass
        from pg_inherits i
        where i.inhparent = '"AuthLog"'::regclass
    loop
        execute format(
            'create trigger "AuthLog_sealed_truncate" before truncate on %s execute function auth_log_refuse()',
            partition
        );
    end loop;
end
$$;

create trigger "AuthLogChain_sealed"
before delete or truncate on "AuthLogChain"
execute function auth_log_refuse();
