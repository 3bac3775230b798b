alter table "Roles"
drop constraint "CK_Roles_Level";

alter table "Users"
drop constraint "CK_Users_DateOfBirth";

alter table "Users"
drop constraint "CK_Users_AccountStatus";

alter table "UserSettings"
drop constraint "CK_UserSettings_ProfileVisibility",
drop constraint "CK_UserSettings_DistanceUnit",
drop constraint "CK_UserSettings_WeightUnit",
drop constraint "CK_UserSettings_Theme";

alter table "FileShares"
drop constraint "CK_FileShares_Expiry";

alter table "StoredFiles"
drop constraint "CK_StoredFiles_Sha256",
drop constraint "CK_StoredFiles_Size",
drop constraint "CK_StoredFiles_ScanStatus",
drop constraint "CK_StoredFiles_Visibility";

alter table "KycDocuments"
drop constraint "CK_KycDocuments_Validity",
drop constraint "CK_KycDocuments_Country",
drop constraint "CK_KycDocuments_DocumentType";

alter table "KycVerifications"
drop constraint "CK_KycVerifications_Rejection",
drop constraint "CK_KycVerifications_Review",
drop constraint "CK_KycVerifications_Status",
drop constraint "CK_KycVerifications_VerificationType";

alter table "AuditLogs"
drop constraint "CK_AuditLogs_Severity";

alter table "SystemSettings"
drop constraint "CK_SystemSettings_Value",
drop constraint "CK_SystemSettings_DataType";

alter table "LoginAttempts"
drop constraint "CK_LoginAttempts_Failure",
drop constraint "CK_LoginAttempts_FailureReason";

alter table "UserSessions"
drop constraint "CK_UserSessions_Ended",
drop constraint "CK_UserSessions_Expiry",
drop constraint "CK_UserSessions_EndReason";
