alter table "ApiKey"
add constraint "ApiKey_teamId_fkey" foreign key ("teamId")
    references "Team" ("id")
    on delete cascade;

alter table "AuditLog"
add constraint "AuditLog_teamId_fkey" foreign key ("teamId")
    references "Team" ("id")
    on delete cascade;

alter table "AuditRetention"
add constraint "AuditRetention_teamId_fkey" foreign key ("teamId")
    references "Team" ("id")
    on delete cascade;
