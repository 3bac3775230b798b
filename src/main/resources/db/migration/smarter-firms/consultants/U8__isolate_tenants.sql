drop policy "ConsultantPermission_consultant" on "ConsultantPermission";

drop policy "ConsultantPermission_firm" on "ConsultantPermission";

alter table "ConsultantPermission"
disable row level security;

drop policy "FirmConsultantAssociation_consultant" on "FirmConsultantAssociation";

drop policy "FirmConsultantAssociation_firm" on "FirmConsultantAssociation";

alter table "FirmConsultantAssociation"
disable row level security;

drop policy "ConsultantProfile_firm" on "ConsultantProfile";

drop policy "ConsultantProfile_own" on "ConsultantProfile";

alter table "ConsultantProfile"
disable row level security;

drop function current_consultant_id();

drop function current_user_id();

drop function current_firm_id();
