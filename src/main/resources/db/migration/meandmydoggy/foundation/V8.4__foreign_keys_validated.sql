-- Reads the tables under locks that let the application read and write.
alter table "RolePermissions"
validate constraint "FK_RolePermissions_RoleId";

alter table "RolePermissions"
validate constraint "FK_RolePermissions_PermissionId";

alter table "RolePermissions"
validate constraint "FK_RolePermissions_GrantedBy";

alter table "UserSessions"
validate constraint "FK_UserSessions_UserId";

alter table "SystemSettings"
validate constraint "FK_SystemSettings_UpdatedBy";

alter table "KycVerifications"
validate constraint "FK_KycVerifications_UserId";

alter table "KycVerifications"
validate constraint "FK_KycVerifications_ReviewedBy";

alter table "KycDocuments"
validate constraint "FK_KycDocuments_VerificationId";

alter table "KycDocuments"
validate constraint "FK_KycDocuments_FileId";

alter table "StoredFiles"
validate constraint "FK_StoredFiles_OwnerId";

alter table "FileShares"
validate constraint "FK_FileShares_FileId";

alter table "FileShares"
validate constraint "FK_FileShares_UserId";

alter table "FileShares"
validate constraint "FK_FileShares_GrantedBy";

alter table "UserSettings"
validate constraint "FK_UserSettings_UserId";

alter table "UserPreferences"
validate constraint "FK_UserPreferences_UserId";

alter table "UserRoles"
validate constraint "FK_UserRoles_AssignedBy";
