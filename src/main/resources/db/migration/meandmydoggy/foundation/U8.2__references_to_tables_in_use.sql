alter table "UserRoles"
drop constraint "FK_UserRoles_AssignedBy";

alter table "UserPreferences"
drop constraint "FK_UserPreferences_UserId";

alter table "UserSettings"
drop constraint "FK_UserSettings_UserId";

alter table "FileShares"
drop constraint "FK_FileShares_GrantedBy",
drop constraint "FK_FileShares_UserId";

alter table "StoredFiles"
drop constraint "FK_StoredFiles_OwnerId";

alter table "KycVerifications"
drop constraint "FK_KycVerifications_ReviewedBy",
drop constraint "FK_KycVerifications_UserId";

alter table "AuditLogs"
drop constraint "FK_AuditLogs_UserId";

alter table "SystemSettings"
drop constraint "FK_SystemSettings_UpdatedBy";

alter table "UserSessions"
drop constraint "FK_UserSessions_UserId";

alter table "RolePermissions"
drop constraint "FK_RolePermissions_GrantedBy",
drop constraint "FK_RolePermissions_RoleId";
