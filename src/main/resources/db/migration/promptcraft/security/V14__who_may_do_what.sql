-- The application says for whom it works: select set_config('promptcraft.user_id', $1, true) in each transaction. Nobody
-- is said, nothing is seen. Tables' owners pass policies by, so the application must not own them.
create function "currentUserId"()
returns text
language sql
stable
return nullif(current_setting('promptcraft.user_id', true), '');

comment on function "currentUserId"() is 'The user for whom this transaction works, or null';

-- With the owner's rights, since a policy that read TeamMember as the asker would ask itself. The names in the body are
-- bound now, whatever the caller's search path.
create function "hasTeamRole"(team text, variadic roles "TeamRole"[])
returns boolean
language sql
stable
security definer
set search_path = pg_catalog, pg_temp
begin atomic
    select exists (
        select
        from "TeamMember" m
        where m."teamId" = team
            and m."userId" = "currentUserId"()
            and m.role = any (roles)
    );
end;

comment on function "hasTeamRole"(text, "TeamRole"[]) is 'Whether the user belongs to the team with one of these roles';

create function "ownerOfTeam"(team text)
returns text
language sql
stable
security definer
set search_path = pg_catalog, pg_temp
begin atomic
    select t."ownerId"
    from "Team" t
    where t.id = team;
end;

comment on function "ownerOfTeam"(text) is 'The user who owned the team when the statement began';

-- A request that comes with a key has no user yet.
create function "teamOfApiKey"("hash" text, out "teamId" text, out "scopes" text[])
returns record
language sql
stable
security definer
set search_path = pg_catalog, pg_temp
begin atomic
    select k."teamId", k.scopes
    from "ApiKey" k
    where k."hashedKey" = "hash"
        and (k."expiresAt" is null or k."expiresAt" > now() at time zone 'UTC');
end;

comment on function "teamOfApiKey"(text) is 'The team and scopes of the key with this hash, unless it has expired';

create function "deleteExpiredAuditLog"("most" integer default 10000)
returns bigint
language sql
volatile
security definer
set search_path = pg_catalog, pg_temp
begin atomic
    with expired as (
        select l.id
        from "AuditLog" l
        left join "AuditRetention" r on r."teamId" = l."teamId"
        where l."createdAt" < now() at time zone 'UTC' - interval '90 days' -- the least of all, so that an index finds them
            and l."createdAt" < now() at time zone 'UTC' - coalesce(r."keepDays", 730) * interval '1 day'
        order by l."createdAt"
        limit "most"
        for update of l skip locked
    ),
    deleted as (
        delete from "AuditLog" l
        using expired
        where l.id = expired.id
        returning l.id
    )
    select count(*)
    from deleted;
end;

comment on function "deleteExpiredAuditLog"(integer) is
    'Deletes the oldest rows that nobody has to keep any longer, at most so many, and says how many; for a nightly job';

revoke execute on function "deleteExpiredAuditLog"(integer) from public;

alter table "ApiKey" enable row level security;

create policy "ApiKey_admins"
on "ApiKey"
using ("hasTeamRole"("teamId", 'OWNER', 'ADMIN'));

comment on policy "ApiKey_admins" on "ApiKey" is 'Owners and admins see and change the keys of their team';

alter table "AuditLog" enable row level security;

create policy "AuditLog_select"
on "AuditLog"
for select
using ("userId" = "currentUserId"() or "hasTeamRole"("teamId", 'OWNER', 'ADMIN'));

comment on policy "AuditLog_select" on "AuditLog" is 'What one did oneself, and for owners and admins what their team did';

create policy "AuditLog_insert"
on "AuditLog"
for insert
with check (
    "userId" = "currentUserId"()
    and ("teamId" is null or "hasTeamRole"("teamId", 'OWNER', 'ADMIN', 'MEMBER'))
);

comment on policy "AuditLog_insert" on "AuditLog" is
    'In one''s own name only; there is no policy for update or delete, so that nobody rewrites the log';

alter table "AuditRetention" enable row level security;

create policy "AuditRetention_select"
on "AuditRetention"
for select
using ("hasTeamRole"("teamId", 'OWNER', 'ADMIN'));

create policy "AuditRetention_owners"
on "AuditRetention"
using ("ownerOfTeam"("teamId") = "currentUserId"());
