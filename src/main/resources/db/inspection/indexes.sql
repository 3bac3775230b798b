select x.indexrelid::regclass::text as name,
       x.indrelid::regclass::text as on_table,
       c.relpages * current_setting('block_size')::bigint as bytes,
       s.idx_scan as scans,
       x.indisunique as is_unique
from pg_stat_user_indexes s
join pg_index x on x.indexrelid = s.indexrelid
join pg_class c on c.oid = x.indexrelid
where s.schemaname !~ '^(pg_|stopover_backup_)'
  and s.schemaname <> 'stopover'
order by c.relpages desc, name
limit 20
