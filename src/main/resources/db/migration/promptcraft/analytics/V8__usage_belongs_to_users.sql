alter table "UsageAnalytics"
add constraint "UsageAnalytics_userId_fkey" foreign key ("userId")
    references "User" ("id")
    on delete cascade;
