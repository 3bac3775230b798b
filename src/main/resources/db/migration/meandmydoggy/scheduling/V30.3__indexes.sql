-- The tables are new and empty, and nobody uses them yet.
create index "IX_ProviderAvailability_Provider"
on "ProviderAvailability" ("ProviderId", "Weekday", "StartsAt");

create index "IX_AvailabilityExceptions_Provider"
on "AvailabilityExceptions" ("ProviderId", "StartsAt");

create index "IX_Appointments_Provider_Starts"
on "Appointments" ("ProviderId", "StartsAt");

create index "IX_Appointments_Owner_Starts"
on "Appointments" ("OwnerId", "StartsAt" desc);

create index "IX_Appointments_Open"
on "Appointments" ("StartsAt")
where "Status" in ('Requested', 'Confirmed', 'InProgress');

create index "IX_Appointments_Service"
on "Appointments" ("ServiceCode");

create index "IX_Appointments_Address"
on "Appointments" ("AddressId")
where "AddressId" is not null;

create index "IX_Appointments_Conversation"
on "Appointments" ("ConversationId")
where "ConversationId" is not null;

create index "IX_Appointments_CancelledBy"
on "Appointments" ("CancelledBy")
where "CancelledBy" is not null;

create index "IX_AppointmentDogs_Dog"
on "AppointmentDogs" ("DogId");

create unique index "IX_CalendarConnections_Account"
on "CalendarConnections" ("UserId", "Provider", "ExternalAccount");

create index "IX_CalendarConnections_Due"
on "CalendarConnections" ("LastSyncedAt" nulls first)
where "IsActive";

create unique index "IX_CalendarEvents_External"
on "CalendarEvents" ("ConnectionId", "ExternalId");

create index "IX_CalendarEvents_Starts"
on "CalendarEvents" ("ConnectionId", "StartsAt");

create index "IX_CalendarEvents_Appointment"
on "CalendarEvents" ("AppointmentId")
where "AppointmentId" is not null;

create unique index "IX_BookingRules_Provider_Service"
on "BookingRules" ("ProviderId", "ServiceCode")
where "ServiceCode" is not null;

create unique index "IX_BookingRules_Default"
on "BookingRules" ("ProviderId")
where "ServiceCode" is null;

create index "IX_BookingRules_Provider"
on "BookingRules" ("ProviderId");

create index "IX_BookingRules_Service"
on "BookingRules" ("ServiceCode")
where "ServiceCode" is not null;

create index "IX_AppointmentStatusHistory_Appointment"
on "AppointmentStatusHistory" ("AppointmentId", "ChangedAt");

create index "IX_AppointmentStatusHistory_ChangedBy"
on "AppointmentStatusHistory" ("ChangedBy")
where "ChangedBy" is not null;

create index "IX_ServiceDeliveries_Running"
on "ServiceDeliveries" ("StartedAt")
where "EndedAt" is null;

create index "IX_ServiceDeliveryEvents_Delivery"
on "ServiceDeliveryEvents" ("DeliveryId", "OccurredAt");

create index "IX_ServiceDeliveryEvents_File"
on "ServiceDeliveryEvents" ("FileId")
where "FileId" is not null;
