-- One table a script: each takes a lock that nobody else may hold, and the triggers write to these tables.
create policy "Team_select"
on "Team"
for select
using ("ownerId" = "currentUserId"() or "hasTeamRole"("id", 'OWNER', 'ADMIN', 'MEMBER'));

create policy "Team_insert"
on "Team"
for insert
with check ("ownerId" = "currentUserId"());

-- An admin may change the team, and only its owner may hand it over.
create policy "Team_update"
on "Team"
for update
using ("hasTeamRole"("id", 'OWNER', 'ADMIN'))
with check ("ownerOfTeam"("id") in ("ownerId", "currentUserId"()));

create policy "Team_delete"
on "Team"
for delete
using ("ownerId" = "currentUserId"());

alter table "Team" enable row level security;
