select 'problem' as severity,
       quote_literal(p.gid) as object,
       format('of user %s, prepared at %s and neither committed nor rolled back', p.owner, date_trunc('second', p.prepared))
         as what,
       format('Ask its transaction manager; else commit prepared %s or rollback prepared %1$s', quote_literal(p.gid)) as remedy
from pg_prepared_xacts p
where p.database = current_database()
order by p.prepared
