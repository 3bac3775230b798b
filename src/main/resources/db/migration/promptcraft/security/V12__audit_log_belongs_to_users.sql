alter table "AuditLog"
add constraint "AuditLog_userId_fkey" foreign key ("userId")
    references "User" ("id")
    on delete cascade;
