alter table "UsageAnalytics"
drop constraint "UsageAnalytics_userId_fkey";
