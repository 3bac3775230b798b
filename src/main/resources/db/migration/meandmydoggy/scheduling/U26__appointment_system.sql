alter table "Reviews"
drop column "AppointmentId";

drop table "AppointmentDogs";

drop table "Appointments";
