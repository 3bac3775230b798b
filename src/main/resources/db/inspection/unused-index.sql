-- Below one megabyte it is not worth a word. Statistics of less than a day say nothing.
select 'hint' as severity,
       x.indexrelid::regclass::text as object,
       format(
         'on %s, about %s, was not read since %s',
         x.indrelid::regclass,
         pg_size_pretty(c.relpages * current_setting('block_size')::bigint),
         coalesce(to_char(d.stats_reset, 'YYYY-MM-DD'), 'statistics are kept')) as what,
       format(
         'If no standby and no rare report reads it either: drop index concurrently %s', x.indexrelid::regclass) as remedy
from pg_stat_user_indexes s
join pg_index x on x.indexrelid = s.indexrelid
join pg_class c on c.oid = x.indexrelid
join pg_stat_database d on d.datname = current_database()
where s.idx_scan = 0
  and s.schemaname !~ '^(pg_|stopover_backup_)'
  and s.schemaname <> 'stopover'
  and c.relpages * current_setting('block_size')::bigint >= 1024 * 1024
  and x.indisvalid
  and not x.indisunique
  and not x.indisreplident
  and not x.indisclustered
  and not c.relispartition
  and not exists (
    select
    from pg_constraint k
    where k.conindid = x.indexrelid)
  and coalesce(d.stats_reset < now() - interval '1 day', true)
order by c.relpages desc, object
