-- Its own limit, or that of the column it numbers.
select case when used >= 0.9 then 'problem' else 'warning' end as severity,
       object,
       format('has used %s %% of its numbers, %s of %s', floor(used * 100), last_value, most) as what,
       case
         when column_most is null then format('alter sequence %s as bigint maxvalue …', object)
         else format('Make %s a bigint on the new side, and take that phase soon.', numbered)
       end as remedy
from (
  select format('%I.%I', s.schemaname, s.sequencename) as object,
         s.last_value,
         least(s.max_value, bounds.most) as most,
         (s.last_value - s.min_value + 1)::numeric / (least(s.max_value, bounds.most) - s.min_value::numeric + 1) as used,
         bounds.most as column_most,
         bounds.numbered
  from pg_sequences s
  join pg_namespace n on n.nspname = s.schemaname
  join pg_class c on c.relnamespace = n.oid and c.relname = s.sequencename
  left join lateral (
    select case a.atttypid when 'int2'::regtype then 32767 when 'int4'::regtype then 2147483647 end::bigint as most,
           format('%s.%I', d.refobjid::regclass, a.attname) as numbered
    from pg_depend d
    join pg_attribute a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid
    where d.classid = 'pg_class'::regclass
      and d.objid = c.oid
      and d.refclassid = 'pg_class'::regclass
      and d.deptype in ('a', 'i')
    limit 1) bounds on true
  where s.increment_by > 0
    and not s.cycle
    and s.schemaname !~ '^(pg_|stopover_backup_)'
    and s.schemaname <> 'stopover'
    and s.last_value is not null) near
where used >= 0.75
order by used desc, object
