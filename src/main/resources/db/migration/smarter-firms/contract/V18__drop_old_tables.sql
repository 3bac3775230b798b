-- Children before parents and never cascade: whatever else still hangs on these tables must stop the phase.
drop table "LoginEvent";

drop table "FirmConsultantGrant";

drop table "FirmConsultant";

drop table "Consultant";
