select case when s.wal_status in ('unreserved', 'lost') or s.behind > 1073741824 then 'problem' else 'warning' end as severity,
       'replication slot ' || quote_literal(s.slot_name) as object,
       format(
         'nobody reads from it, and it keeps %s of WAL%s',
         coalesce(pg_size_pretty(s.behind), 'an unknown amount'),
         coalesce(' (' || s.wal_status || ')', '')) as what,
       format('Bring its reader back, or: select pg_drop_replication_slot(%L)', s.slot_name) as remedy
from (
  select r.*,
         pg_wal_lsn_diff(
           case when pg_is_in_recovery() then pg_last_wal_receive_lsn() else pg_current_wal_lsn() end,
           r.restart_lsn) as behind
  from pg_replication_slots r
  where not r.active
    and not r.temporary) s
union all
select 'problem',
       'WAL archive',
       format('archiving fails since %s, %s segments failed', date_trunc('second', a.last_failed_time), a.failed_count),
       'Mend archive_command: until then the server keeps all WAL that a migration makes.'
from pg_stat_archiver a
where current_setting('archive_mode') <> 'off'
  and a.last_failed_time > coalesce(a.last_archived_time, '-infinity')
order by severity, object
