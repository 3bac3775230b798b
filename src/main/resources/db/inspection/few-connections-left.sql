select case when used >= 0.95 * most then 'problem' else 'warning' end as severity,
       'max_connections' as object,
       format('%s of %s connections for ordinary roles are taken', used, most) as what,
       'A run opens several, and one for each of --workers. Close idle sessions, or let the application use fewer.' as remedy
from (
  select count(*) as used,
         current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int as most
  from pg_stat_activity a
  where coalesce(a.backend_type, 'client backend') = 'client backend') taken
where used >= 0.8 * most
