select 'hint' as severity,
       s.relid::regclass::text as object,
       format('was never analyzed, about %s rows were written to it', s.n_live_tup) as what,
       format('analyze %s', s.relid::regclass) as remedy
from pg_stat_user_tables s
where s.n_live_tup >= 10000
  and s.last_analyze is null
  and s.last_autoanalyze is null
  and s.schemaname !~ '^(pg_|stopover_backup_)'
  and s.schemaname <> 'stopover'
order by s.n_live_tup desc, object
