drop policy "ConsultantNote_firm" on "ConsultantNote";

alter table "ConsultantNote"
disable row level security;
