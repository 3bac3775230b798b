drop trigger "TR_Appointments_Status" on "Appointments";

drop trigger "TR_Appointments_Made" on "Appointments";

drop function "LogAppointmentStatus"();

drop table "AppointmentStatusHistory";
