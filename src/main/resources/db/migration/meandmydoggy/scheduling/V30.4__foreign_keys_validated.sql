-- Reads the tables under locks that let the application read and write.
alter table "ProviderAvailability"
validate constraint "FK_ProviderAvailability_ProviderId";

alter table "AvailabilityExceptions"
validate constraint "FK_AvailabilityExceptions_ProviderId";

alter table "Appointments"
validate constraint "FK_Appointments_ProviderId";

alter table "Appointments"
validate constraint "FK_Appointments_OwnerId";

alter table "Appointments"
validate constraint "FK_Appointments_ServiceCode";

alter table "Appointments"
validate constraint "FK_Appointments_AddressId";

alter table "Appointments"
validate constraint "FK_Appointments_ConversationId";

alter table "Appointments"
validate constraint "FK_Appointments_CancelledBy";

alter table "AppointmentDogs"
validate constraint "FK_AppointmentDogs_AppointmentId";

alter table "AppointmentDogs"
validate constraint "FK_AppointmentDogs_DogId";

alter table "CalendarConnections"
validate constraint "FK_CalendarConnections_UserId";

alter table "CalendarEvents"
validate constraint "FK_CalendarEvents_ConnectionId";

alter table "CalendarEvents"
validate constraint "FK_CalendarEvents_AppointmentId";

alter table "BookingRules"
validate constraint "FK_BookingRules_ProviderId";

alter table "BookingRules"
validate constraint "FK_BookingRules_ServiceCode";

alter table "AppointmentStatusHistory"
validate constraint "FK_AppointmentStatusHistory_AppointmentId";

alter table "AppointmentStatusHistory"
validate constraint "FK_AppointmentStatusHistory_ChangedBy";

alter table "ServiceDeliveries"
validate constraint "FK_ServiceDeliveries_AppointmentId";

alter table "ServiceDeliveryEvents"
validate constraint "FK_ServiceDeliveryEvents_DeliveryId";

alter table "ServiceDeliveryEvents"
validate constraint "FK_ServiceDeliveryEvents_FileId";

alter table "Reviews"
validate constraint "FK_Reviews_AppointmentId";
