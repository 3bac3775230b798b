drop policy "AuthLogChain_read" on "AuthLogChain";

alter table "AuthLogChain"
disable row level security;

drop policy "AuthLog_append" on "AuthLog";

drop policy "AuthLog_read" on "AuthLog";

alter table "AuthLog"
disable row level security;
