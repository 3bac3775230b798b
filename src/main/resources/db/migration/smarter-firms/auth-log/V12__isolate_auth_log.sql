-- Whoever signs in is not known before it worked, so what belongs to no firm may be added by everybody.
alter table "AuthLog"
enable row level security;

create policy "AuthLog_read"
on "AuthLog"
for select
using ("firmId" = current_firm_id() or "userId" = current_user_id());

create policy "AuthLog_append"
on "AuthLog"
for insert
with check ("firmId" is null or "firmId" = current_firm_id());

alter table "AuthLogChain"
enable row level security;

create policy "AuthLogChain_read"
on "AuthLogChain"
for select
using ("firmId" = current_firm_id());
