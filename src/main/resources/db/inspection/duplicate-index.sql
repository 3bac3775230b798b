select 'warning' as severity,
       x.indexrelid::regclass::text as object,
       format(
         'on %s, about %s, has the columns, conditions and order of %s',
         x.indrelid::regclass,
         pg_size_pretty(c.relpages * current_setting('block_size')::bigint),
         twin.indexrelid::regclass) as what,
       format('drop index concurrently %s', x.indexrelid::regclass) as remedy
from pg_index x
join pg_class c on c.oid = x.indexrelid
join pg_namespace n on n.oid = c.relnamespace
join lateral (
  select y.indexrelid
  from pg_index y
  join pg_class d on d.oid = y.indexrelid
  where y.indrelid = x.indrelid
    and y.indexrelid <> x.indexrelid
    and y.indisvalid
    and d.relam = c.relam
    and y.indnkeyatts = x.indnkeyatts
    and y.indkey = x.indkey
    and y.indclass = x.indclass
    and y.indcollation = x.indcollation
    and y.indoption = x.indoption
    and pg_get_expr(y.indexprs, y.indrelid) is not distinct from pg_get_expr(x.indexprs, x.indrelid)
    and pg_get_expr(y.indpred, y.indrelid) is not distinct from pg_get_expr(x.indpred, x.indrelid)
    and (y.indisunique or not x.indisunique)
    and (y.indisunique > x.indisunique or y.indexrelid < x.indexrelid)
  order by y.indexrelid
  limit 1) twin on true
where x.indisvalid
  and not x.indisreplident
  and not c.relispartition
  and n.nspname !~ '^(pg_|stopover_backup_)'
  and n.nspname not in ('information_schema', 'stopover')
  and not exists (
    select
    from pg_constraint k
    where k.conindid = x.indexrelid)
order by c.relpages desc, object
