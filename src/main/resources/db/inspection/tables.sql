-- Asking for the size of a table waits for whoever has locked it; such tables are shown without.
select s.relid::regclass::text as name,
       sizes.bytes,
       sizes.index_bytes,
       greatest(c.reltuples::bigint, s.n_live_tup) as rows,
       coalesce(s.seq_scan, 0) as table_scans,
       coalesce(s.idx_scan, 0) as index_scans,
       coalesce(s.n_tup_ins + s.n_tup_upd + s.n_tup_del, 0) as writes
from pg_stat_user_tables s
join pg_class c on c.oid = s.relid
left join lateral (
  select pg_table_size(s.relid) as bytes,
         pg_indexes_size(s.relid) as index_bytes
  where not exists (
    select
    from pg_locks l
    where l.mode = 'AccessExclusiveLock'
      and l.database = (select d.oid from pg_database d where d.datname = current_database())
      and (l.relation = s.relid
           or l.relation in (select x.indexrelid from pg_index x where x.indrelid = s.relid)))) sizes on true
where s.schemaname !~ '^(pg_|stopover_backup_)'
  and s.schemaname <> 'stopover'
  and c.relkind <> 'p'
order by sizes.bytes + sizes.index_bytes desc nulls first, name
limit 20
