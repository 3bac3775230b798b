-- Between the tables of this phase. Not valid at first, so that no table is read under the lock that adds a key.
alter table "RolePermissions"
add constraint "FK_RolePermissions_PermissionId" foreign key ("PermissionId")
    references "Permissions" ("Id")
    on delete cascade
    not valid;

alter table "AuditLogs"
add constraint "FK_AuditLogs_SessionId" foreign key ("SessionId")
    references "UserSessions" ("Id")
    on delete set null;

alter table "KycDocuments"
add constraint "FK_KycDocuments_VerificationId" foreign key ("VerificationId")
    references "KycVerifications" ("Id")
    on delete cascade
    not valid,
add constraint "FK_KycDocuments_FileId" foreign key ("FileId")
    references "StoredFiles" ("Id")
    on delete restrict
    not valid;

alter table "FileShares"
add constraint "FK_FileShares_FileId" foreign key ("FileId")
    references "StoredFiles" ("Id")
    on delete cascade
    not valid;
