-- Behind the triggers, so that nothing written meanwhile is missed, and only rows that the defaults are wrong for.
update "User"
set "authMethod" = 'CLIO_SSO'
where "clioUserId" is not null
    and "authMethod" = 'LOCAL';

update "User" u
set "hasClioConnection" = true
where not u."hasClioConnection"
    and exists (
        select
        from "ClioToken" t
        where t."userId" = u.id
            and t."revokedAt" is null
    );

update "User" u
set type = 'CONSULTANT',
    organization = c.company,
    bio = c.bio
from "Consultant" c
where c."userId" = u.id
    and u.type = 'LAW_FIRM_USER';
