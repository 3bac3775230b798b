-- Utility statements stay out: their texts may hold passwords. EXTENSION is the schema of pg_stat_statements.
select s.calls,
       s.total_exec_time as total_millis,
       s.mean_exec_time as mean_millis,
       s.rows,
       regexp_replace(left(s.query, 500), '\s+', ' ', 'g') as query
from EXTENSION.pg_stat_statements s
where s.dbid = (select d.oid from pg_database d where d.datname = current_database())
  and (s.query ~* '^\s*(select|insert|update|delete|merge|with)\M' or s.query = '<insufficient privilege>')
  and s.query !~* '\mpg_(stat|class|catalog|locks|settings)'
order by s.total_exec_time desc
limit 10
