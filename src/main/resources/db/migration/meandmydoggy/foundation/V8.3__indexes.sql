-- The tables are new and empty, and nobody uses them yet.
create index "IX_Permissions_Category"
on "Permissions" ("Category");

create index "IX_RolePermissions_Permission"
on "RolePermissions" ("PermissionId");

create index "IX_RolePermissions_GrantedBy"
on "RolePermissions" ("GrantedBy")
where "GrantedBy" is not null;

create index "IX_UserSessions_User"
on "UserSessions" ("UserId");

create index "IX_UserSessions_ExpiresAt"
on "UserSessions" ("ExpiresAt");

create index "IX_UserSessions_LastActivity"
on "UserSessions" ("LastActivityAt" desc);

create index "IX_LoginAttempts_Email_Time"
on "LoginAttempts" ("Email", "AttemptedAt" desc);

create index "IX_LoginAttempts_IP_Time"
on "LoginAttempts" ("IPAddress", "AttemptedAt" desc);

create index "IX_LoginAttempts_Success"
on "LoginAttempts" ("AttemptedAt" desc)
where not "Success";

create index "IX_SystemSettings_Category"
on "SystemSettings" ("Category");

create index "IX_SystemSettings_UpdatedBy"
on "SystemSettings" ("UpdatedBy")
where "UpdatedBy" is not null;

create index "IX_AuditLogs_User_Timestamp"
on "AuditLogs" ("UserId", "Timestamp" desc);

create index "IX_AuditLogs_Session"
on "AuditLogs" ("SessionId");

create index "IX_AuditLogs_EntityType"
on "AuditLogs" ("EntityType", "EntityId");

create index "IX_AuditLogs_Action"
on "AuditLogs" ("Action");

create index "IX_AuditLogs_Timestamp"
on "AuditLogs" ("Timestamp" desc);

create index "IX_AuditLogs_Severity"
on "AuditLogs" ("Severity", "Timestamp" desc)
where "Severity" in ('Error', 'Critical');

create index "IX_KycVerifications_User"
on "KycVerifications" ("UserId", "VerificationType");

create index "IX_KycVerifications_Queue"
on "KycVerifications" ("SubmittedAt")
where "Status" in ('Pending', 'InReview');

create unique index "IX_KycVerifications_Open"
on "KycVerifications" ("UserId", "VerificationType")
where "Status" in ('Pending', 'InReview');

create index "IX_KycVerifications_ReviewedBy"
on "KycVerifications" ("ReviewedBy")
where "ReviewedBy" is not null;

create index "IX_KycDocuments_Verification"
on "KycDocuments" ("VerificationId");

create index "IX_KycDocuments_Number"
on "KycDocuments" ("DocumentNumberHash")
where "DocumentNumberHash" is not null;

create index "IX_KycDocuments_File"
on "KycDocuments" ("FileId");

create index "IX_StoredFiles_Owner"
on "StoredFiles" ("OwnerId", "CreatedAt" desc);

create index "IX_StoredFiles_Sha256"
on "StoredFiles" ("Sha256");

create index "IX_StoredFiles_Unscanned"
on "StoredFiles" ("CreatedAt")
where "ScanStatus" = 'Pending';

create index "IX_StoredFiles_Deleted"
on "StoredFiles" ("DeletedAt")
where "DeletedAt" is not null;

create index "IX_FileShares_User"
on "FileShares" ("UserId");

create index "IX_FileShares_GrantedBy"
on "FileShares" ("GrantedBy")
where "GrantedBy" is not null;
