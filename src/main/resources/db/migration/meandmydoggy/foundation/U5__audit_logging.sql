drop function "CreateAuditLogPartitions"(integer);

drop table "AuditLogs";
