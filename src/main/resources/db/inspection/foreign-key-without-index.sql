-- The columns may stand in any order at the front of the index. A condition must not leave out rows that have a value.
select case when greatest(t.reltuples, 0) >= 10000 then 'warning' else 'hint' end as severity,
       format('%s.%I', k.conrelid::regclass, k.conname) as object,
       format(
         'refers to %s by (%s) without an index%s',
         k.confrelid::regclass,
         columns.list,
         case when t.reltuples >= 0 then format(', about %s rows', t.reltuples::bigint) else '' end) as what,
       format('create index concurrently on %s (%s)', k.conrelid::regclass, columns.list) as remedy
from pg_constraint k
join pg_class t on t.oid = k.conrelid
join pg_namespace n on n.oid = t.relnamespace
cross join lateral (
  select string_agg(quote_ident(a.attname), ', ' order by c.n) as list
  from unnest(k.conkey) with ordinality as c (attnum, n)
  join pg_attribute a on a.attrelid = k.conrelid and a.attnum = c.attnum) columns
where k.contype = 'f'
  and k.conparentid = 0
  and n.nspname !~ '^(pg_|stopover_backup_)'
  and n.nspname not in ('information_schema', 'stopover')
  and not exists (
    select
    from pg_index x
    join pg_class i on i.oid = x.indexrelid
    join pg_am m on m.oid = i.relam
    where x.indrelid = k.conrelid
      and x.indisvalid
      and m.amname = 'btree'
      and x.indnkeyatts >= cardinality(k.conkey)
      and (x.indkey::int2[])[0:cardinality(k.conkey) - 1] @> k.conkey
      and (x.indpred is null
           or cardinality(k.conkey) = 1 and pg_get_expr(x.indpred, x.indrelid) = format('(%s IS NOT NULL)', columns.list)))
order by t.reltuples desc, object
