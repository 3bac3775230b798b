-- Studios that the new application made have their owner in studio_ownership only, and people who became owners there are
-- in users only. The old schema wants an owner for every studio, and every owner in studio_owners.
create temporary table regained on commit drop as
select distinct on (so.studio_id) so.studio_id, so.user_id
from studio_ownership so
join studios t on t.id = so.studio_id
where t.owner_id is null
order by so.studio_id, so.is_primary desc, so.granted_at, so.user_id;

-- An e-mail that an owner has given up may be a new owner's by now, so that the owners' own come first; by way of their
-- keys, as two of them may have been exchanged. One whose user was deleted gives way.
create temporary table renamed on commit drop as
select s.id, coalesce(u.email, s.id) as email
from studio_owners s
left join users u on u.id = s.id
where u.email is distinct from lower(s.email)
    and (
        u.id is not null
        or exists (
            select
            from users o
            where o.email = lower(s.email)
        )
    );

update studio_owners s
set email = s.id
from renamed r
where r.id = s.id;

update studio_owners s
set email = r.email
from renamed r
where r.id = s.id;

insert into studio_owners (
    id, email, name, phone, password_hash, email_verified, image, locale, company_name, vat_id, created_at, updated_at
)
select
    u.id, u.email, u.name, u.phone, u.password_hash, u.email_verified, u.image, u.locale, u.company_name, u.vat_id,
    u.created_at, u.updated_at
from users u
where u.id in (
        select r.user_id
        from regained r
    )
    and not exists (
        select
        from studio_owners s
        where s.id = u.id
    );

update studios t
set owner_id = r.user_id
from regained r
where r.studio_id = t.id;

alter table studios
alter column owner_id set not null;
