drop table "AuditRetention";

drop table "AuditLog";

drop table "ApiKey";
