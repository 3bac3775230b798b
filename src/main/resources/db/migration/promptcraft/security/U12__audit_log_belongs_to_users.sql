alter table "AuditLog"
drop constraint "AuditLog_userId_fkey";
