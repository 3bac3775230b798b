select 'sessions of other roles' as subject,
       format('what %s of them do is hidden from %s', count(*), current_user) as reason,
       format('grant pg_read_all_stats to %I', current_user) as remedy
from pg_stat_activity a
where a.datname = current_database()
  and a.query = '<insufficient privilege>'
having count(*) > 0
union all
select 'sequences',
       format('%s may not be read by %s: %s', count(*), current_user, string_agg(c.oid::regclass::text, ', ' order by c.oid)),
       format('grant select on all sequences in schema … to %I', current_user)
from pg_class c
join pg_namespace n on n.oid = c.relnamespace
where case c.relkind when 'S' then not has_sequence_privilege(c.oid, 'select, usage') else false end
  and n.nspname !~ '^(pg_|stopover_backup_)'
  and n.nspname <> 'stopover'
having count(*) > 0
union all
select 'sizes',
       format('somebody has locked %s, so that their size could be asked for only by waiting', string_agg(distinct l.relation::regclass::text, ', ')),
       'Look again when the locks are gone.'
from pg_locks l
join pg_class c on c.oid = l.relation
where l.database = (select d.oid from pg_database d where d.datname = current_database())
  and l.mode = 'AccessExclusiveLock'
  and c.oid >= 16384
  and c.relkind in ('r', 'm', 'i')
having count(*) > 0
union all
select 'unused indexes',
       format('statistics are kept since %s only', date_trunc('second', d.stats_reset)),
       'Look again after some days of ordinary work.'
from pg_stat_database d
where d.datname = current_database()
  and d.stats_reset >= now() - interval '1 day'
union all
select 'slow queries',
       'the extension pg_stat_statements is not installed in this database',
       case
         when s.setting is null or s.setting like '%pg_stat_statements%' then 'create extension pg_stat_statements'
         else 'Add pg_stat_statements to shared_preload_libraries, restart the server, and: create extension pg_stat_statements'
       end
from (select 1) one
left join pg_settings s on s.name = 'shared_preload_libraries'
where not exists (
  select
  from pg_extension e
  where e.extname = 'pg_stat_statements')
