-- Those that the monthly job has made since go, too.
do $$
declare
    partition regclass;
begin
    for partition in
        select i.inhrelid::regclass
        from pg_inherits i
        where i.inhparent = '"AuthLog"'::regclass
    loop
        execute format('drop table %s', partition);
    end loop;
end
$$;
