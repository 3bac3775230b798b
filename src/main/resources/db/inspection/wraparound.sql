-- From a table's own limit on, autovacuum goes over it in any case and does not give way to a statement that wants its lock.
select case
         when aged.xids > 1500000000 or aged.members > 1500000000 then 'problem'
         else 'warning'
       end as severity,
       c.oid::regclass::text as object,
       format(
         'its oldest row is %s transactions old, and from %s on autovacuum must freeze it',
         greatest(aged.xids, aged.members),
         case when aged.xids >= aged.xid_limit then aged.xid_limit else aged.member_limit end) as what,
       format('vacuum (freeze) %s, before the migration and in a quiet hour', c.oid::regclass) as remedy
from pg_class c
join pg_namespace n on n.oid = c.relnamespace
cross join lateral (
  select age(c.relfrozenxid)::bigint as xids,
         mxid_age(c.relminmxid)::bigint as members,
         least(
           current_setting('autovacuum_freeze_max_age')::bigint,
           (select o.option_value::bigint
            from pg_options_to_table(c.reloptions) o
            where o.option_name = 'autovacuum_freeze_max_age')) as xid_limit,
         least(
           current_setting('autovacuum_multixact_freeze_max_age')::bigint,
           (select o.option_value::bigint
            from pg_options_to_table(c.reloptions) o
            where o.option_name = 'autovacuum_multixact_freeze_max_age')) as member_limit) aged
where c.relkind in ('r', 'm')
  and n.nspname !~ '^(pg_|stopover_backup_)'
  and n.nspname not in ('information_schema', 'stopover')
  and (aged.xids >= aged.xid_limit or aged.members >= aged.member_limit)
order by greatest(aged.xids, aged.members) desc, object
