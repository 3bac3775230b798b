select 'warning' as severity,
       c.oid::regclass::text as object,
       format(
         'has no primary key%s',
         case when c.reltuples >= 0 then format(', about %s rows', c.reltuples::bigint) else '' end) as what,
       coalesce(
         (select format('As the source of a transfer it needs key: naming columns that are unique, such as those of %s.',
                        min(x.indexrelid::regclass::text))
          from pg_index x
          where x.indrelid = c.oid
            and x.indisunique
            and x.indisvalid
            and x.indpred is null
            and x.indexprs is null
          having count(*) > 0),
         'Give it one before the migration: create unique index concurrently, then alter table … add primary key using index.')
         as remedy
from pg_class c
join pg_namespace n on n.oid = c.relnamespace
where c.relkind in ('r', 'p')
  and not c.relispartition
  and n.nspname !~ '^(pg_|stopover_backup_)'
  and n.nspname not in ('information_schema', 'stopover')
  and not exists (
    select
    from pg_index x
    where x.indrelid = c.oid
      and x.indisprimary)
  and not exists (
    select
    from pg_depend d
    where d.classid = 'pg_class'::regclass
      and d.objid = c.oid
      and d.deptype = 'e')
order by c.reltuples desc, object
