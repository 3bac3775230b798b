-- As a new session of this role in this database finds them.
select found.severity,
       s.name as object,
       format('is %s: %s', s.reset_val, found.what) as what,
       found.remedy
from pg_settings s
join (values
  ('fsync', 'off', 'problem',
   'after a crash of the server the database may be lost, and with it what a migration has recorded', 'Set it to on.'),
  ('full_page_writes', 'off', 'problem',
   'after a crash of the server pages may be torn', 'Set it to on unless the file system rules that out.'),
  ('autovacuum', 'off', 'problem',
   'tables that are filled are neither vacuumed nor analyzed', 'Set it to on.'),
  ('track_counts', 'off', 'problem',
   'the server counts nothing, so that half of this page is missing and autovacuum does not work', 'Set it to on.'),
  ('session_replication_role', 'replica', 'problem',
   'foreign keys are not checked, and only triggers that always fire do', 'Set it to origin.'),
  ('session_replication_role', 'local', 'warning',
   'triggers of replication do not fire', 'Set it to origin.'),
  ('default_transaction_read_only', 'on', 'problem',
   'a migration cannot write', 'alter role … set default_transaction_read_only = off'),
  ('default_transaction_isolation', 'repeatable read', 'hint',
   'writers with old snapshots leave rows to be reconciled after each transfer', 'Know that a transfer waits for the longest of them.'),
  ('default_transaction_isolation', 'serializable', 'hint',
   'writers with old snapshots leave rows to be reconciled after each transfer', 'Know that a transfer waits for the longest of them.'),
  ('idle_in_transaction_session_timeout', '0', 'hint',
   'a session that forgot its transaction keeps its locks for ever', 'Set it to some minutes for the application''s role.'))
  as found (name, value, severity, what, remedy)
  on found.name = s.name and found.value = s.reset_val
union all
select 'problem', 'recovery', 'is on: this server is a standby, which no migration can write to', 'Connect to the primary.'
where pg_is_in_recovery()
order by severity, object
