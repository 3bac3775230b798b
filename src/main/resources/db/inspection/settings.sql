-- As a new session of this role in this database finds them; the session that looks has set some for itself.
select s.name,
       case
         when s.reset_val ~ '^[0-9]+$' and s.unit in ('B', 'kB', '8kB', 'MB')
           then pg_size_pretty(
             s.reset_val::bigint * case s.unit when 'B' then 1 when 'kB' then 1024 when '8kB' then 8192 else 1048576 end)
         else concat_ws(' ', s.reset_val, s.unit)
       end as value,
       s.reset_val is distinct from s.boot_val as is_set
from pg_settings s
where s.name in (
  'archive_mode', 'autovacuum', 'deadlock_timeout', 'default_transaction_isolation', 'fsync',
  'idle_in_transaction_session_timeout', 'lock_timeout', 'maintenance_work_mem', 'max_connections',
  'max_locks_per_transaction', 'max_parallel_maintenance_workers', 'max_prepared_transactions', 'max_slot_wal_keep_size',
  'max_wal_size', 'session_replication_role', 'statement_timeout', 'synchronous_standby_names', 'temp_file_limit',
  'track_counts', 'wal_level')
order by s.name
