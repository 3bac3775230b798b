select 'warning' as severity,
       concat_ws(', ', 'pid ' || a.pid, 'user ' || a.usename, 'application ' || nullif(a.application_name, '')) as object,
       format(
         'waits for %s%s, held or asked for earlier by pid %s',
         coalesce(l.mode, 'a lock'),
         coalesce(' on ' || l.relation::regclass::text, ''),
         array_to_string(pg_blocking_pids(a.pid), ', ')) as what,
       'Find out what those sessions wait for before a migration waits behind them, too.' as remedy
from pg_locks l
join pg_stat_activity a on a.pid = l.pid
where not l.granted
  and a.datname = current_database()
  and a.pid <> pg_backend_pid()
order by a.pid
