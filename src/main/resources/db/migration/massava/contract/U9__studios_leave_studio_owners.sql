-- The column comes back at the end of the table, filled from the primary owners: an owner's key is that of their user. One
-- who became an owner in the new schema is not in studio_owners, and U8 takes care of them.
alter table studios
add column owner_id text;

update studios t
set owner_id = so.user_id
from studio_ownership so
where so.studio_id = t.id
    and so.is_primary
    and (
        exists (
            select
            from studio_owners s
            where s.id = so.user_id
        )
        or not exists (
            select
            from studio_owners
        )
    );

create index studios_owner_id_idx
on studios (owner_id);

-- Not valid for as long as the rows of studio_owners are not back from the backup.
alter table studios
add constraint studios_owner_id_fkey foreign key (owner_id)
    references studio_owners (id)
    on update cascade
    on delete restrict
    not valid;

do $$
begin
    if not exists (
        select
        from studios t
        left join studio_owners s on s.id = t.owner_id
        where t.owner_id is not null
            and s.id is null
    ) then
        alter table studios
        validate constraint studios_owner_id_fkey;
    end if;
end
$$;
