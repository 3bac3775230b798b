alter table "UsageAnalytics"
drop constraint "UsageAnalytics_teamId_fkey";
