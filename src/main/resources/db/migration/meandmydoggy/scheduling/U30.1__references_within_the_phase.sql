alter table "Reviews"
drop constraint "FK_Reviews_AppointmentId";

alter table "ServiceDeliveryEvents"
drop constraint "FK_ServiceDeliveryEvents_DeliveryId";

alter table "ServiceDeliveries"
drop constraint "FK_ServiceDeliveries_AppointmentId";

alter table "AppointmentStatusHistory"
drop constraint "FK_AppointmentStatusHistory_AppointmentId";

alter table "CalendarEvents"
drop constraint "FK_CalendarEvents_AppointmentId",
drop constraint "FK_CalendarEvents_ConnectionId";

alter table "AppointmentDogs"
drop constraint "FK_AppointmentDogs_AppointmentId";
