select 'warning' as severity,
       format('%s.%I', k.conrelid::regclass, k.conname) as object,
       format('%s, rows from before it were never checked', pg_get_constraintdef(k.oid)) as what,
       format('alter table %s validate constraint %I', k.conrelid::regclass, k.conname) as remedy
from pg_constraint k
join pg_class c on c.oid = k.conrelid
join pg_namespace n on n.oid = c.relnamespace
where not k.convalidated
  and k.conparentid = 0
  and k.contype in ('c', 'f', 'n')
  and n.nspname !~ '^(pg_|stopover_backup_)'
  and n.nspname not in ('information_schema', 'stopover')
order by object
