create policy "TeamMember_select"
on "TeamMember"
for select
using ("hasTeamRole"("teamId", 'OWNER', 'ADMIN', 'MEMBER'));

-- The owner sets every role; admins set all but that of an owner, their own included.
create policy "TeamMember_admins"
on "TeamMember"
using (
    "ownerOfTeam"("teamId") = "currentUserId"()
    or ("role" <> 'OWNER' and "hasTeamRole"("teamId", 'OWNER', 'ADMIN'))
);

create policy "TeamMember_leave"
on "TeamMember"
for delete
using ("userId" = "currentUserId"() and "role" <> 'OWNER');

alter table "TeamMember" enable row level security;
