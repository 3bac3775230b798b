-- Counted by the server, not estimated from column widths. What lies free inside the pages after a vacuum is not in it.
select 'hint' as severity,
       s.relid::regclass::text as object,
       format(
         '%s %% dead rows: %s dead beside %s live ones, last vacuum %s',
         round(100.0 * s.n_dead_tup / (s.n_dead_tup + s.n_live_tup)),
         s.n_dead_tup,
         s.n_live_tup,
         coalesce(date_trunc('second', greatest(s.last_vacuum, s.last_autovacuum))::text, 'never')) as what,
       format('vacuum %s', s.relid::regclass) as remedy
from pg_stat_user_tables s
where s.n_dead_tup >= 10000
  and s.n_dead_tup >= 0.2 * (s.n_dead_tup + s.n_live_tup)
  and s.schemaname !~ '^(pg_|stopover_backup_)'
  and s.schemaname <> 'stopover'
order by s.n_dead_tup desc, object
