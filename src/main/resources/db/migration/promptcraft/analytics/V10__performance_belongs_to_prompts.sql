alter table "PerformanceMetrics"
add constraint "PerformanceMetrics_promptId_fkey" foreign key ("promptId")
    references "Prompt" ("id")
    on delete cascade;
