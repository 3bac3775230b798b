-- An index that is just being built is not valid either; who may not see that sees the lock of its table.
select case
         when locked then 'hint'
         when x.indisunique then 'problem'
         else 'warning'
       end as severity,
       x.indexrelid::regclass::text as object,
       format(
         'on %s, %s, is not valid%s%s',
         x.indrelid::regclass,
         pg_size_pretty(c.relpages * current_setting('block_size')::bigint),
         case when c.relkind = 'I' then ': not every partition has its part of it' else '' end,
         case when locked then '; it may be just being built or dropped' else '' end) as what,
       case
         when c.relkind = 'I' then format(
           'Create it on each partition and attach it: alter index %s attach partition …', x.indexrelid::regclass)
         else format('drop index concurrently %s; and create it again', x.indexrelid::regclass)
       end as remedy
from pg_index x
join pg_class c on c.oid = x.indexrelid
join pg_namespace n on n.oid = c.relnamespace
cross join lateral (
  select exists (
    select
    from pg_locks l
    where l.relation = x.indrelid
      and l.mode in ('ShareUpdateExclusiveLock', 'ShareLock', 'AccessExclusiveLock')) as locked) now
where not x.indisvalid
  and n.nspname !~ '^(pg_|stopover_backup_)'
  and n.nspname not in ('information_schema', 'stopover')
  and not exists (
    select
    from pg_stat_progress_create_index p
    where p.index_relid = x.indexrelid)
order by severity, object
