drop policy "AuditRetention_owners" on "AuditRetention";

drop policy "AuditRetention_select" on "AuditRetention";

alter table "AuditRetention" disable row level security;

drop policy "AuditLog_insert" on "AuditLog";

drop policy "AuditLog_select" on "AuditLog";

alter table "AuditLog" disable row level security;

drop policy "ApiKey_admins" on "ApiKey";

alter table "ApiKey" disable row level security;

drop function "deleteExpiredAuditLog"(integer);

drop function "teamOfApiKey"(text);

drop function "ownerOfTeam"(text);

drop function "hasTeamRole"(text, "TeamRole"[]);

drop function "currentUserId"();
