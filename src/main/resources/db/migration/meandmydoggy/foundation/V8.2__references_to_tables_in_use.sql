-- A script of its own: a foreign key locks the table that it refers to against writes, and these are in use.
-- Those of AuditLogs are valid at once: PostgreSQL before 18 knows no other ones on partitioned tables, and it is empty.
alter table "RolePermissions"
add constraint "FK_RolePermissions_RoleId" foreign key ("RoleId")
    references "Roles" ("Id")
    on delete cascade
    not valid,
add constraint "FK_RolePermissions_GrantedBy" foreign key ("GrantedBy")
    references "Users" ("Id")
    on delete set null
    not valid;

alter table "UserSessions"
add constraint "FK_UserSessions_UserId" foreign key ("UserId")
    references "Users" ("Id")
    on delete cascade
    not valid;

alter table "SystemSettings"
add constraint "FK_SystemSettings_UpdatedBy" foreign key ("UpdatedBy")
    references "Users" ("Id")
    on delete set null
    not valid;

alter table "AuditLogs"
add constraint "FK_AuditLogs_UserId" foreign key ("UserId")
    references "Users" ("Id")
    on delete set null;

alter table "KycVerifications"
add constraint "FK_KycVerifications_UserId" foreign key ("UserId")
    references "Users" ("Id")
    on delete cascade
    not valid,
add constraint "FK_KycVerifications_ReviewedBy" foreign key ("ReviewedBy")
    references "Users" ("Id")
    on delete set null
    not valid;

alter table "StoredFiles"
add constraint "FK_StoredFiles_OwnerId" foreign key ("OwnerId")
    references "Users" ("Id")
    on delete set null
    not valid;

alter table "FileShares"
add constraint "FK_FileShares_UserId" foreign key ("UserId")
    references "Users" ("Id")
    on delete cascade
    not valid,
add constraint "FK_FileShares_GrantedBy" foreign key ("GrantedBy")
    references "Users" ("Id")
    on delete set null
    not valid;

alter table "UserSettings"
add constraint "FK_UserSettings_UserId" foreign key ("UserId")
    references "Users" ("Id")
    on delete cascade
    not valid;

alter table "UserPreferences"
add constraint "FK_UserPreferences_UserId" foreign key ("UserId")
    references "Users" ("Id")
    on delete cascade
    not valid;

alter table "UserRoles"
add constraint "FK_UserRoles_AssignedBy" foreign key ("AssignedBy")
    references "Users" ("Id")
    on delete restrict
    not valid;
