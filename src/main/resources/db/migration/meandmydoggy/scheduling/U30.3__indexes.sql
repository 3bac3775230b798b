drop index "IX_ServiceDeliveryEvents_File";

drop index "IX_ServiceDeliveryEvents_Delivery";

drop index "IX_ServiceDeliveries_Running";

drop index "IX_AppointmentStatusHistory_ChangedBy";

drop index "IX_AppointmentStatusHistory_Appointment";

drop index "IX_BookingRules_Service";

drop index "IX_BookingRules_Provider";

drop index "IX_BookingRules_Default";

drop index "IX_BookingRules_Provider_Service";

drop index "IX_CalendarEvents_Appointment";

drop index "IX_CalendarEvents_Starts";

drop index "IX_CalendarEvents_External";

drop index "IX_CalendarConnections_Due";

drop index "IX_CalendarConnections_Account";

drop index "IX_AppointmentDogs_Dog";

drop index "IX_Appointments_CancelledBy";

drop index "IX_Appointments_Conversation";

drop index "IX_Appointments_Address";

drop index "IX_Appointments_Service";

drop index "IX_Appointments_Open";

drop index "IX_Appointments_Owner_Starts";

drop index "IX_Appointments_Provider_Starts";

drop index "IX_AvailabilityExceptions_Provider";

drop index "IX_ProviderAvailability_Provider";
