create policy "UsageAnalytics_select"
on "UsageAnalytics"
for select
using ("userId" = "currentUserId"() or "hasTeamRole"("teamId", 'OWNER', 'ADMIN'));

create policy "UsageAnalytics_insert"
on "UsageAnalytics"
for insert
with check (
    "userId" = "currentUserId"()
    and ("teamId" is null or "hasTeamRole"("teamId", 'OWNER', 'ADMIN', 'MEMBER'))
);

create policy "UsageAnalytics_update"
on "UsageAnalytics"
for update
using ("userId" = "currentUserId"())
with check (
    "userId" = "currentUserId"()
    and ("teamId" is null or "hasTeamRole"("teamId", 'OWNER', 'ADMIN', 'MEMBER'))
);

alter table "UsageAnalytics" enable row level security;
