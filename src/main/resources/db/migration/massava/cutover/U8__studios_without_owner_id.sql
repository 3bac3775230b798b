-- Studios that the new application made have their owner in studio_ownership only.
update studios t
set owner_id = so.user_id
from studio_ownership so
where t.owner_id is null
    and so.studio_id = t.id
    and so.is_primary;

alter table studios
alter column owner_id set not null;
