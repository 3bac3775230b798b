-- Who asks is in two settings, which the application makes at the start of each transaction: set local app.firm_id = …,
-- app.user_id = …. Without them nothing is seen. The owner of the tables is not held by policies, so the application
-- connects as another role.

create function current_firm_id() returns text
language sql
stable
parallel safe
return nullif(current_setting('app.firm_id', true), '');

comment on function current_firm_id() is 'The firm for which the transaction works; null when it works for none';

create function current_user_id() returns text
language sql
stable
parallel safe
return nullif(current_setting('app.user_id', true), '');

comment on function current_user_id() is 'The user for whom the transaction works';

-- As its owner, since a policy of associations that asked a policy of profiles would ask itself again.
create function current_consultant_id() returns text
language sql
stable
security definer
set search_path = pg_catalog, public, pg_temp
return (
    select p.id
    from public."ConsultantProfile" p
    where p."userId" = public.current_user_id()
);

comment on function current_consultant_id() is 'The profile of the user for whom the transaction works, if that is a consultant';

alter table "ConsultantProfile"
enable row level security;

create policy "ConsultantProfile_own"
on "ConsultantProfile"
using ("userId" = current_user_id());

create policy "ConsultantProfile_firm"
on "ConsultantProfile"
for select
using (
    exists (
        select
        from "FirmConsultantAssociation" a
        where a."consultantId" = "ConsultantProfile".id
            and a."firmId" = current_firm_id()
            and a.status <> 'REVOKED'
    )
);

alter table "FirmConsultantAssociation"
enable row level security;

create policy "FirmConsultantAssociation_firm"
on "FirmConsultantAssociation"
using ("firmId" = current_firm_id());

create policy "FirmConsultantAssociation_consultant"
on "FirmConsultantAssociation"
for select
using ("consultantId" = current_consultant_id());

alter table "ConsultantPermission"
enable row level security;

create policy "ConsultantPermission_firm"
on "ConsultantPermission"
using (
    exists (
        select
        from "FirmConsultantAssociation" a
        where a.id = "ConsultantPermission"."associationId"
            and a."firmId" = current_firm_id()
    )
);

create policy "ConsultantPermission_consultant"
on "ConsultantPermission"
for select
using (
    exists (
        select
        from "FirmConsultantAssociation" a
        where a.id = "ConsultantPermission"."associationId"
            and a."consultantId" = current_consultant_id()
    )
);
