drop trigger "AuthLogChain_sealed" on "AuthLogChain";

do $$
declare
    partition regclass;
begin
    for partition in
        select i.inhrelid::regclass
        from pg_inherits i
        where i.inhparent = '"AuthLog"'::regclass
    loop
        execute format('drop trigger "AuthLog_sealed_truncate" on %s', partition);
    end loop;
end
$$;

drop trigger "AuthLog_sealed_truncate" on "AuthLog";

drop trigger "AuthLog_sealed" on "AuthLog";

drop function auth_log_refuse();
