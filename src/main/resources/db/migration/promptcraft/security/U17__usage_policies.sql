alter table "UsageAnalytics" disable row level security;

drop policy "UsageAnalytics_update" on "UsageAnalytics";

drop policy "UsageAnalytics_insert" on "UsageAnalytics";

drop policy "UsageAnalytics_select" on "UsageAnalytics";
