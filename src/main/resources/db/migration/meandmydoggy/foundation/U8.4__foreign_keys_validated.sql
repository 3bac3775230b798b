-- A validated foreign key cannot be made not valid again, so each is made anew as it was added.
alter table "UserRoles"
drop constraint "FK_UserRoles_AssignedBy",
add constraint "FK_UserRoles_AssignedBy" foreign key ("AssignedBy")
    references "Users" ("Id")
    on delete restrict
    not valid;

alter table "UserPreferences"
drop constraint "FK_UserPreferences_UserId",
add constraint "FK_UserPreferences_UserId" foreign key ("UserId")
    references "Users" ("Id")
    on delete cascade
    not valid;

alter table "UserSettings"
drop constraint "FK_UserSettings_UserId",
add constraint "FK_UserSettings_UserId" foreign key ("UserId")
    references "Users" ("Id")
    on delete cascade
    not valid;

alter table "FileShares"
drop constraint "FK_FileShares_FileId",
add constraint "FK_FileShares_FileId" foreign key ("FileId")
    references "StoredFiles" ("Id")
    on delete cascade
    not valid,
drop constraint "FK_FileShares_UserId",
add constraint "FK_FileShares_UserId" foreign key ("UserId")
    references "Users" ("Id")
    on delete cascade
    not valid,
drop constraint "FK_FileShares_GrantedBy",
add constraint "FK_FileShares_GrantedBy" foreign key ("GrantedBy")
    references "Users" ("Id")
    on delete set null
    not valid;

alter table "StoredFiles"
drop constraint "FK_StoredFiles_OwnerId",
add constraint "FK_StoredFiles_OwnerId" foreign key ("OwnerId")
    references "Users" ("Id")
    on delete set null
    not valid;

alter table "KycDocuments"
drop constraint "FK_KycDocuments_VerificationId",
add constraint "FK_KycDocuments_VerificationId" foreign key ("VerificationId")
    references "KycVerifications" ("Id")
    on delete cascade
    not valid,
drop constraint "FK_KycDocuments_FileId",
add constraint "FK_KycDocuments_FileId" foreign key ("FileId")
    references "StoredFiles" ("Id")
    on delete restrict
    not valid;

alter table "KycVerifications"
drop constraint "FK_KycVerifications_UserId",
add constraint "FK_KycVerifications_UserId" foreign key ("UserId")
    references "Users" ("Id")
    on delete cascade
    not valid,
drop constraint "FK_KycVerifications_ReviewedBy",
add constraint "FK_KycVerifications_ReviewedBy" foreign key ("ReviewedBy")
    references "Users" ("Id")
    on delete set null
    not valid;

alter table "SystemSettings"
drop constraint "FK_SystemSettings_UpdatedBy",
add constraint "FK_SystemSettings_UpdatedBy" foreign key ("UpdatedBy")
    references "Users" ("Id")
    on delete set null
    not valid;

alter table "UserSessions"
drop constraint "FK_UserSessions_UserId",
add constraint "FK_UserSessions_UserId" foreign key ("UserId")
    references "Users" ("Id")
    on delete cascade
    not valid;

alter table "RolePermissions"
drop constraint "FK_RolePermissions_RoleId",
add constraint "FK_RolePermissions_RoleId" foreign key ("RoleId")
    references "Roles" ("Id")
    on delete cascade
    not valid,
drop constraint "FK_RolePermissions_PermissionId",
add constraint "FK_RolePermissions_PermissionId" foreign key ("PermissionId")
    references "Permissions" ("Id")
    on delete cascade
    not valid,
drop constraint "FK_RolePermissions_GrantedBy",
add constraint "FK_RolePermissions_GrantedBy" foreign key ("GrantedBy")
    references "Users" ("Id")
    on delete set null
    not valid;
