drop table "CalendarEvents";

drop table "CalendarConnections";
