select case when a.state like 'idle in transaction%' then 'problem' else 'warning' end as severity,
       concat_ws(', ', 'pid ' || a.pid, 'user ' || a.usename, 'application ' || nullif(a.application_name, '')) as object,
       format(
         '%s, in a transaction for %s s%s',
         coalesce(a.state, a.backend_type),
         round(extract(epoch from clock_timestamp() - a.xact_start)),
         case
           when a.state like 'idle in transaction%'
           then format(', idle for %s s of them', round(extract(epoch from clock_timestamp() - a.state_change)))
           else ''
         end) as what,
       format('Let it end, or end it: select pg_terminate_backend(%s)', a.pid) as remedy
from pg_stat_activity a
where a.datname = current_database()
  and a.pid <> pg_backend_pid()
  and a.backend_type = 'client backend'
  and a.xact_start < clock_timestamp() - current_setting('stopover.long_transaction')::interval
order by a.xact_start
