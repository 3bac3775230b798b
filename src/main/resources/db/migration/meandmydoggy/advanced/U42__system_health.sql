drop table "SystemIncidents";

drop table "SystemHealthChecks";
