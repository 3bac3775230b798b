alter table "TeamMember" disable row level security;

drop policy "TeamMember_leave" on "TeamMember";

drop policy "TeamMember_admins" on "TeamMember";

drop policy "TeamMember_select" on "TeamMember";
