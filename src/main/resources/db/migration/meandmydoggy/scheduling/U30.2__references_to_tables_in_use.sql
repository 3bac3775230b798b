alter table "ServiceDeliveryEvents"
drop constraint "FK_ServiceDeliveryEvents_FileId";

alter table "AppointmentStatusHistory"
drop constraint "FK_AppointmentStatusHistory_ChangedBy";

alter table "BookingRules"
drop constraint "FK_BookingRules_ServiceCode",
drop constraint "FK_BookingRules_ProviderId";

alter table "CalendarConnections"
drop constraint "FK_CalendarConnections_UserId";

alter table "AppointmentDogs"
drop constraint "FK_AppointmentDogs_DogId";

alter table "Appointments"
drop constraint "FK_Appointments_CancelledBy",
drop constraint "FK_Appointments_ConversationId",
drop constraint "FK_Appointments_AddressId",
drop constraint "FK_Appointments_ServiceCode",
drop constraint "FK_Appointments_OwnerId",
drop constraint "FK_Appointments_ProviderId";

alter table "AvailabilityExceptions"
drop constraint "FK_AvailabilityExceptions_ProviderId";

alter table "ProviderAvailability"
drop constraint "FK_ProviderAvailability_ProviderId";
