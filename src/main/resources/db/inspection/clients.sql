select coalesce(nullif(a.application_name, ''), '(no name)') as application,
       coalesce(a.usename, '') as role,
       coalesce(a.state, '(hidden)') as state,
       count(*) as connections,
       coalesce(max(extract(epoch from clock_timestamp() - a.xact_start)), 0)::bigint as longest_transaction
from pg_stat_activity a
where a.datname = current_database()
  and a.pid <> pg_backend_pid()
  and coalesce(a.backend_type, 'client backend') = 'client backend'
group by application, a.usename, state
order by connections desc, application, role, state
