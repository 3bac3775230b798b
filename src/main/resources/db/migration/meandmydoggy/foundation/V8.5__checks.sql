-- The last thing that is added. Where rows are, not valid, so that they are not read under the lock.
alter table "UserSessions"
add constraint "CK_UserSessions_EndReason" check ("EndReason" in ('Logout', 'Expired', 'Revoked', 'Replaced')),
add constraint "CK_UserSessions_Expiry" check ("ExpiresAt" > "CreatedAt"),
add constraint "CK_UserSessions_Ended" check (("EndedAt" is null) = ("EndReason" is null));

alter table "LoginAttempts"
add constraint "CK_LoginAttempts_FailureReason" check (
    "FailureReason" in ('InvalidCredentials', 'AccountLocked', 'AccountSuspended', 'EmailNotConfirmed', 'TwoFactorFailed')
),
add constraint "CK_LoginAttempts_Failure" check (not "Success" or "FailureReason" is null);

alter table "SystemSettings"
add constraint "CK_SystemSettings_DataType" check (
    "DataType" in ('String', 'Integer', 'Boolean', 'JSON', 'Decimal')
),
add constraint "CK_SystemSettings_Value" check (
    "IsEncrypted" or case "DataType"
        when 'Integer' then "SettingValue" ~ '^-?[0-9]+$'
        when 'Decimal' then "SettingValue" ~ '^-?[0-9]+([.][0-9]+)?$'
        when 'Boolean' then "SettingValue" in ('true', 'false')
        else true
    end
);

alter table "AuditLogs"
add constraint "CK_AuditLogs_Severity" check ("Severity" in ('Info', 'Warning', 'Error', 'Critical'));

alter table "KycVerifications"
add constraint "CK_KycVerifications_VerificationType" check (
    "VerificationType" in ('Identity', 'Address', 'Business', 'BackgroundCheck')
),
add constraint "CK_KycVerifications_Status" check (
    "Status" in ('Pending', 'InReview', 'Approved', 'Rejected', 'Expired')
),
add constraint "CK_KycVerifications_Review" check (
    "Status" not in ('Approved', 'Rejected')
    or "ReviewedAt" is not null
),
add constraint "CK_KycVerifications_Rejection" check ("Status" <> 'Rejected' or "RejectionReason" is not null);

alter table "KycDocuments"
add constraint "CK_KycDocuments_DocumentType" check (
    "DocumentType" in ('Passport', 'IdCard', 'DrivingLicence', 'UtilityBill', 'CompanyRegister', 'Insurance', 'Other')
),
add constraint "CK_KycDocuments_Country" check ("IssuingCountry" ~ '^[A-Z]{2}$'),
add constraint "CK_KycDocuments_Validity" check ("ExpiresOn" > "IssuedOn");

alter table "StoredFiles"
add constraint "CK_StoredFiles_Visibility" check ("Visibility" in ('Private', 'Shared', 'Public')),
add constraint "CK_StoredFiles_ScanStatus" check ("ScanStatus" in ('Pending', 'Clean', 'Infected', 'Failed')),
add constraint "CK_StoredFiles_Size" check ("SizeBytes" >= 0),
add constraint "CK_StoredFiles_Sha256" check ("Sha256" ~ '^[0-9a-f]{64}$');

alter table "FileShares"
add constraint "CK_FileShares_Expiry" check ("ExpiresAt" > "GrantedAt");

alter table "UserSettings"
add constraint "CK_UserSettings_Theme" check ("Theme" in ('System', 'Light', 'Dark')),
add constraint "CK_UserSettings_WeightUnit" check ("WeightUnit" in ('kg', 'lb')),
add constraint "CK_UserSettings_DistanceUnit" check ("DistanceUnit" in ('km', 'mi')),
add constraint "CK_UserSettings_ProfileVisibility" check (
    "ProfileVisibility" in ('Public', 'Members', 'Private')
);

alter table "Users"
add constraint "CK_Users_AccountStatus" check (
    "AccountStatus" in ('Active', 'Suspended', 'Pending', 'Deactivated')
) not valid;

alter table "Users"
add constraint "CK_Users_DateOfBirth" check ("DateOfBirth" > '1900-01-01') not valid;

alter table "Roles"
add constraint "CK_Roles_Level" check ("Level" > 0 and "MaxUsers" > 0) not valid;
