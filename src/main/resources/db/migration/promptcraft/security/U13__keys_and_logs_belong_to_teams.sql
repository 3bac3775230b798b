alter table "AuditRetention"
drop constraint "AuditRetention_teamId_fkey";

alter table "AuditLog"
drop constraint "AuditLog_teamId_fkey";

alter table "ApiKey"
drop constraint "ApiKey_teamId_fkey";
