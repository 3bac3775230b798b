alter table "ServiceDeliveryEvents"
drop constraint "CK_ServiceDeliveryEvents_Position",
drop constraint "CK_ServiceDeliveryEvents_EventType";

alter table "ServiceDeliveries"
drop constraint "CK_ServiceDeliveries_Distance",
drop constraint "CK_ServiceDeliveries_Times";

alter table "BookingRules"
drop constraint "CK_BookingRules_Numbers";

alter table "CalendarEvents"
drop constraint "CK_CalendarEvents_Times";

alter table "CalendarConnections"
drop constraint "CK_CalendarConnections_Provider";

alter table "Appointments"
drop constraint "CK_Appointments_Cancelled",
drop constraint "CK_Appointments_Currency",
drop constraint "CK_Appointments_Price",
drop constraint "CK_Appointments_Times",
drop constraint "CK_Appointments_Status";

alter table "AvailabilityExceptions"
drop constraint "CK_AvailabilityExceptions_Times";

alter table "ProviderAvailability"
drop constraint "CK_ProviderAvailability_Validity",
drop constraint "CK_ProviderAvailability_Times",
drop constraint "CK_ProviderAvailability_Weekday";
