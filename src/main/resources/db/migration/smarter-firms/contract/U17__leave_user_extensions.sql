-- As V3 made them.

create function user_auth_method() returns trigger
language plpgsql
as $$
begin
    new."authMethod" := case when new."clioUserId" is null then 'LOCAL' else 'CLIO_SSO' end;
    return new;
end
$$;

create trigger "User_authMethod_insert"
before insert on "User"
for each row
when (new."clioUserId" is not null and new."authMethod" = 'LOCAL')
execute function user_auth_method();

create trigger "User_authMethod_update"
before update of "clioUserId" on "User"
for each row
when (new."clioUserId" is distinct from old."clioUserId" and new."authMethod" = old."authMethod")
execute function user_auth_method();

create function user_clio_connection() returns trigger
language plpgsql
as $$
begin
    if tg_op <> 'INSERT' then
        update "User" u
        set "hasClioConnection" = exists (
            select
            from "ClioToken" t
            where t."userId" = u.id
                and t."revokedAt" is null
        )
        where u.id = old."userId";
    end if;
    if tg_op <> 'DELETE' then
        update "User" u
        set "hasClioConnection" = exists (
            select
            from "ClioToken" t
            where t."userId" = u.id
                and t."revokedAt" is null
        )
        where u.id = new."userId";
    end if;
    return null;
end
$$;

create trigger "ClioToken_hasClioConnection"
after insert or delete or update of "userId", "revokedAt" on "ClioToken"
for each row
execute function user_clio_connection();

create function user_of_consultant() returns trigger
language plpgsql
as $$
begin
    update "User" u
    set type = 'CONSULTANT',
        organization = case
            when tg_op = 'INSERT' then coalesce(new.company, u.organization)
            when new.company is distinct from old.company then new.company
            else u.organization
        end,
        bio = case
            when tg_op = 'INSERT' then coalesce(new.bio, u.bio)
            when new.bio is distinct from old.bio then new.bio
            else u.bio
        end
    where u.id = new."userId";
    return null;
end
$$;

create trigger "Consultant_user"
after insert or update of "userId", company, bio on "Consultant"
for each row
execute function user_of_consultant();
