alter table "UsageAnalytics"
add constraint "UsageAnalytics_teamId_fkey" foreign key ("teamId")
    references "Team" ("id")
    on delete cascade;
