drop index "IX_FileShares_GrantedBy";

drop index "IX_FileShares_User";

drop index "IX_StoredFiles_Deleted";

drop index "IX_StoredFiles_Unscanned";

drop index "IX_StoredFiles_Sha256";

drop index "IX_StoredFiles_Owner";

drop index "IX_KycDocuments_File";

drop index "IX_KycDocuments_Number";

drop index "IX_KycDocuments_Verification";

drop index "IX_KycVerifications_ReviewedBy";

drop index "IX_KycVerifications_Open";

drop index "IX_KycVerifications_Queue";

drop index "IX_KycVerifications_User";

drop index "IX_AuditLogs_Severity";

drop index "IX_AuditLogs_Timestamp";

drop index "IX_AuditLogs_Action";

drop index "IX_AuditLogs_EntityType";

drop index "IX_AuditLogs_Session";

drop index "IX_AuditLogs_User_Timestamp";

drop index "IX_SystemSettings_UpdatedBy";

drop index "IX_SystemSettings_Category";

drop index "IX_LoginAttempts_Success";

drop index "IX_LoginAttempts_IP_Time";

drop index "IX_LoginAttempts_Email_Time";

drop index "IX_UserSessions_LastActivity";

drop index "IX_UserSessions_ExpiresAt";

drop index "IX_UserSessions_User";

drop index "IX_RolePermissions_GrantedBy";

drop index "IX_RolePermissions_Permission";

drop index "IX_Permissions_Category";
