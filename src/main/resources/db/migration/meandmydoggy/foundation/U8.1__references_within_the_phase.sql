alter table "FileShares"
drop constraint "FK_FileShares_FileId";

alter table "KycDocuments"
drop constraint "FK_KycDocuments_FileId",
drop constraint "FK_KycDocuments_VerificationId";

alter table "AuditLogs"
drop constraint "FK_AuditLogs_SessionId";

alter table "RolePermissions"
drop constraint "FK_RolePermissions_PermissionId";
