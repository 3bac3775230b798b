-- Every object of the database that is not PostgreSQL's, an extension's, Flyway's or Stopover's: its kind, its name, and a
-- definition from which nothing is left out that a migration can change. Column numbers and object ids stay out, since an
-- undo cannot bring them back. To be run with an empty search path, so that every name is qualified.
with
  spaces as (
    select n.oid, n.nspname, n.nspowner, n.nspacl
    from pg_namespace n
    where n.nspname !~ '^pg_'
      and n.nspname not in ('information_schema', 'stopover')
      and n.nspname !~ '^stopover_backup_'),
  extended as (
    select d.classid, d.objid
    from pg_depend d
    where d.deptype = 'e'),
  relations as (
    select c.*, format('%I.%I', n.nspname, c.relname) as name
    from pg_class c
    join spaces n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p', 'v', 'm', 'f', 'S', 'c')
      and c.relname <> 'flyway_schema_history'
      and (c.oid not in (select objid from extended where classid = 'pg_class'::regclass))),
  routines as (
    select p.*, format('%I.%I(%s)', n.nspname, p.proname, pg_get_function_identity_arguments(p.oid)) as name
    from pg_proc p
    join spaces n on n.oid = p.pronamespace
    where p.oid not in (select objid from extended where classid = 'pg_proc'::regclass)),
  types as (
    select t.*, format('%I.%I', n.nspname, t.typname) as name
    from pg_type t
    join spaces n on n.oid = t.typnamespace
    where t.typtype in ('e', 'd', 'r')
      and t.oid not in (select objid from extended where classid = 'pg_type'::regclass)),
  found (kind, name, definition) as (
    select 'schema', format('%I', n.nspname),
           format('owner %s, access %s', n.nspowner::regrole,
                  (select array_agg(a::text order by a::text)
                   from unnest(coalesce(n.nspacl, acldefault('n', n.nspowner))) a))
    from spaces n
    union all
    select 'extension', format('%I', e.extname), format('version %s in %s', e.extversion, e.extnamespace::regnamespace)
    from pg_extension e
    union all
    select case r.relkind when 'r' then 'table' when 'p' then 'partitioned table' when 'v' then 'view'
                          when 'm' then 'materialized view' when 'f' then 'foreign table' when 'S' then 'sequence'
                          else 'composite type' end,
           r.name,
           concat_ws(', ',
             'owner ' || r.relowner::regrole::text,
             'access ' || (select array_agg(a::text order by a::text)
                           from unnest(coalesce(r.relacl, acldefault(case r.relkind when 'S' then 's' else 'r' end::"char",
                                                                     r.relowner))) a)::text,
             case r.relpersistence when 'u' then 'unlogged' end,
             'options ' || r.reloptions::text,
             'tablespace ' || (select t.spcname from pg_tablespace t where t.oid = r.reltablespace),
             'access method ' || (select m.amname from pg_am m where m.oid = r.relam),
             case when r.relrowsecurity then 'row security' end,
             case when r.relforcerowsecurity then 'row security forced' end,
             case when r.relkind in ('r', 'p', 'm') and r.relreplident <> 'd' then 'replica identity ' || r.relreplident::text end,
             case when r.relkind = 'p' then 'partitioned by ' || pg_get_partkeydef(r.oid) end,
             'partition ' || pg_get_expr(r.relpartbound, r.oid),
             'of ' || (select string_agg(i.inhparent::regclass::text, ', ' order by i.inhseqno)
                       from pg_inherits i where i.inhrelid = r.oid and r.relkind <> 'c'),
             case when r.relkind in ('v', 'm') then pg_get_viewdef(r.oid) end,
             (select format('%s from %s by %s, %s to %s, cache %s%s, of %s', format_type(s.seqtypid, null), s.seqstart,
                            s.seqincrement, s.seqmin, s.seqmax, s.seqcache, case when s.seqcycle then ', cycles' end,
                            (select format('%s.%I', d.refobjid::regclass, a.attname)
                             from pg_depend d
                             join pg_attribute a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid
                             where d.classid = 'pg_class'::regclass
                               and d.objid = r.oid
                               and d.deptype in ('a', 'i')
                               and d.refclassid = 'pg_class'::regclass
                             limit 1))
              from pg_sequence s where s.seqrelid = r.oid))
    from relations r
    union all
    select 'column', format('%s.%I', r.name, a.attname),
           concat_ws(', ',
             format_type(a.atttypid, a.atttypmod),
             case when a.attnotnull then 'not null' end,
             case when a.attgenerated = '' then 'default ' || pg_get_expr(d.adbin, d.adrelid)
                  else format('generated (%s) %s', a.attgenerated, pg_get_expr(d.adbin, d.adrelid)) end,
             case when a.attidentity <> '' then 'identity ' || a.attidentity::text end,
             case when a.attcollation <> t.typcollation then 'collation ' || a.attcollation::regcollation::text end,
             case when a.attstorage <> t.typstorage then 'storage ' || a.attstorage::text end,
             case when a.attcompression <> '' then 'compression ' || a.attcompression::text end,
             case when coalesce(a.attstattarget, -1) <> -1 then 'statistics ' || a.attstattarget end,
             'options ' || a.attoptions::text,
             'foreign options ' || a.attfdwoptions::text,
             'access ' || (select array_agg(x::text order by x::text) from unnest(a.attacl) x)::text)
    from relations r
    join pg_attribute a on a.attrelid = r.oid and a.attnum > 0 and not a.attisdropped
    join pg_type t on t.oid = a.atttypid
    left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
    where r.relkind in ('r', 'p', 'f', 'c')
    union all
    select 'constraint', format('%I on %s', c.conname, coalesce(r.name, t.name)),
           concat_ws(', ', pg_get_constraintdef(c.oid), case when not c.convalidated then 'not valid' end)
    from pg_constraint c
    left join relations r on r.oid = c.conrelid
    left join types t on t.oid = c.contypid
    where coalesce(r.oid, t.oid) is not null
    union all
    select 'index', i.indexrelid::regclass::text,
           concat_ws(', ',
             pg_get_indexdef(i.indexrelid),
             case when not i.indisvalid then 'invalid' end,
             case when i.indisclustered then 'clustered' end,
             case when i.indisreplident then 'replica identity' end,
             'options ' || x.reloptions::text)
    from pg_index i
    join relations r on r.oid = i.indrelid
    join pg_class x on x.oid = i.indexrelid
    union all
    select 'trigger', format('%I on %s', g.tgname, r.name), format('%s, enabled %s', pg_get_triggerdef(g.oid), g.tgenabled)
    from pg_trigger g
    join relations r on r.oid = g.tgrelid
    join pg_proc p on p.oid = g.tgfoid
    where not g.tgisinternal
      and p.pronamespace is distinct from to_regnamespace('stopover')
    union all
    select 'rule', format('%I on %s', w.rulename, r.name), format('%s, enabled %s', pg_get_ruledef(w.oid), w.ev_enabled)
    from pg_rewrite w
    join relations r on r.oid = w.ev_class
    where w.rulename <> '_RETURN'
    union all
    select 'policy', format('%I on %s', y.polname, r.name),
           concat_ws(', ',
             case when y.polpermissive then 'permissive' else 'restrictive' end,
             'for ' || y.polcmd::text,
             'to ' || (select string_agg(case o when 0 then 'public' else o::regrole::text end, ', '
                                         order by case o when 0 then 'public' else o::regrole::text end)
                       from unnest(y.polroles) o),
             'using ' || pg_get_expr(y.polqual, y.polrelid),
             'check ' || pg_get_expr(y.polwithcheck, y.polrelid))
    from pg_policy y
    join relations r on r.oid = y.polrelid
    union all
    select case p.prokind when 'p' then 'procedure' when 'a' then 'aggregate' else 'function' end, p.name,
           concat_ws(', ',
             case when p.prokind = 'a'
                  then (select format('%s, %s, %s, %s', g.aggtransfn, g.aggfinalfn, format_type(g.aggtranstype, null),
                                      g.agginitval)
                        from pg_aggregate g where g.aggfnoid = p.oid)
                  else pg_get_functiondef(p.oid) end,
             'owner ' || p.proowner::regrole::text,
             'access ' || (select array_agg(a::text order by a::text)
                           from unnest(coalesce(p.proacl, acldefault('f', p.proowner))) a)::text)
    from routines p
    union all
    select case t.typtype when 'e' then 'enum' when 'd' then 'domain' else 'range' end, t.name,
           concat_ws(', ',
             (select string_agg(quote_literal(e.enumlabel), ', ' order by e.enumsortorder)
              from pg_enum e where e.enumtypid = t.oid),
             case when t.typtype = 'd' then format_type(t.typbasetype, t.typtypmod) end,
             case when t.typnotnull then 'not null' end,
             'default ' || t.typdefault,
             (select 'of ' || format_type(g.rngsubtype, null) from pg_range g where g.rngtypid = t.oid),
             'owner ' || t.typowner::regrole::text,
             'access ' || (select array_agg(a::text order by a::text)
                           from unnest(coalesce(t.typacl, acldefault('T', t.typowner))) a)::text)
    from types t
    union all
    select 'statistics', format('%s.%I', s.stxnamespace::regnamespace, s.stxname), pg_get_statisticsobjdef(s.oid)
    from pg_statistic_ext s
    join relations r on r.oid = s.stxrelid
    union all
    select 'publication', format('%I', p.pubname),
           concat_ws(', ',
             'owner ' || p.pubowner::regrole::text,
             case when p.puballtables then 'all tables' end,
             case when p.pubinsert then 'insert' end,
             case when p.pubupdate then 'update' end,
             case when p.pubdelete then 'delete' end,
             case when p.pubtruncate then 'truncate' end,
             case when p.pubviaroot then 'through the root' end,
             (select string_agg(m.prrelid::regclass::text, ', ' order by m.prrelid::regclass::text)
              from pg_publication_rel m where m.prpubid = p.oid))
    from pg_publication p
    union all
    select 'default access',
           format('%s for %s in %s', d.defaclobjtype, d.defaclrole::regrole, nullif(d.defaclnamespace, 0)::regnamespace),
           (select array_agg(a::text order by a::text) from unnest(d.defaclacl) a)::text
    from pg_default_acl d
    union all
    select 'event trigger', format('%I', v.evtname),
           format('on %s %s execute %s, enabled %s', v.evtevent, v.evttags, v.evtfoid::regprocedure, v.evtenabled)
    from pg_event_trigger v
    where v.oid not in (select objid from extended where classid = 'pg_event_trigger'::regclass)
    union all
    select 'comment', format('%s %s', o.type, o.identity), d.description
    from pg_description d
    cross join lateral pg_identify_object(d.classoid, d.objoid, d.objsubid) o
    where d.objoid >= 16384
      and coalesce(o.schema, '') <> 'stopover'
      and coalesce(o.schema, '') !~ '^stopover_backup_'
      and o.identity !~ '(^| on )(stopover\.|stopover$|stopover_backup_)'
      and not exists (
        select
        from extended e
        where e.classid = d.classoid
          and e.objid = d.objoid)
      and not exists (
        select
        from pg_trigger g
        join pg_proc p on p.oid = g.tgfoid
        where d.classoid = 'pg_trigger'::regclass
          and g.oid = d.objoid
          and p.pronamespace = to_regnamespace('stopover')))
select f.kind, f.name, coalesce(f.definition, '')
from found f
order by f.kind collate "C", f.name collate "C", f.definition collate "C"
