alter table "Team" disable row level security;

drop policy "Team_delete" on "Team";

drop policy "Team_update" on "Team";

drop policy "Team_insert" on "Team";

drop policy "Team_select" on "Team";
