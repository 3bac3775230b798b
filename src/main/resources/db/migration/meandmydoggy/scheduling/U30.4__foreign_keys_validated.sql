-- A validated foreign key cannot be made not valid again, so each is made anew as it was added.
alter table "Reviews"
drop constraint "FK_Reviews_AppointmentId",
add constraint "FK_Reviews_AppointmentId" foreign key ("AppointmentId")
    references "Appointments" ("Id")
    on delete set null
    not valid;

alter table "ServiceDeliveryEvents"
drop constraint "FK_ServiceDeliveryEvents_DeliveryId",
add constraint "FK_ServiceDeliveryEvents_DeliveryId" foreign key ("DeliveryId")
    references "ServiceDeliveries" ("Id")
    on delete cascade
    not valid,
drop constraint "FK_ServiceDeliveryEvents_FileId",
add constraint "FK_ServiceDeliveryEvents_FileId" foreign key ("FileId")
    references "StoredFiles" ("Id")
    on delete set null
    not valid;

alter table "ServiceDeliveries"
drop constraint "FK_ServiceDeliveries_AppointmentId",
add constraint "FK_ServiceDeliveries_AppointmentId" foreign key ("AppointmentId")
    references "Appointments" ("Id")
    on delete cascade
    not valid;

alter table "AppointmentStatusHistory"
drop constraint "FK_AppointmentStatusHistory_AppointmentId",
add constraint "FK_AppointmentStatusHistory_AppointmentId" foreign key ("AppointmentId")
    references "Appointments" ("Id")
    on delete cascade
    not valid,
drop constraint "FK_AppointmentStatusHistory_ChangedBy",
add constraint "FK_AppointmentStatusHistory_ChangedBy" foreign key ("ChangedBy")
    references "Users" ("Id")
    on delete set null
    not valid;

alter table "BookingRules"
drop constraint "FK_BookingRules_ProviderId",
add constraint "FK_BookingRules_ProviderId" foreign key ("ProviderId")
    references "ServiceProviders" ("Id")
    on delete cascade
    not valid,
drop constraint "FK_BookingRules_ServiceCode",
add constraint "FK_BookingRules_ServiceCode" foreign key ("ServiceCode")
    references "Services" ("Code")
    on delete cascade
    not valid;

alter table "CalendarEvents"
drop constraint "FK_CalendarEvents_ConnectionId",
add constraint "FK_CalendarEvents_ConnectionId" foreign key ("ConnectionId")
    references "CalendarConnections" ("Id")
    on delete cascade
    not valid,
drop constraint "FK_CalendarEvents_AppointmentId",
add constraint "FK_CalendarEvents_AppointmentId" foreign key ("AppointmentId")
    references "Appointments" ("Id")
    on delete set null
    not valid;

alter table "CalendarConnections"
drop constraint "FK_CalendarConnections_UserId",
add constraint "FK_CalendarConnections_UserId" foreign key ("UserId")
    references "Users" ("Id")
    on delete cascade
    not valid;

alter table "AppointmentDogs"
drop constraint "FK_AppointmentDogs_AppointmentId",
add constraint "FK_AppointmentDogs_AppointmentId" foreign key ("AppointmentId")
    references "Appointments" ("Id")
    on delete cascade
    not valid,
drop constraint "FK_AppointmentDogs_DogId",
add constraint "FK_AppointmentDogs_DogId" foreign key ("DogId")
    references "DogProfiles" ("Id")
    on delete cascade
    not valid;

alter table "Appointments"
drop constraint "FK_Appointments_ProviderId",
add constraint "FK_Appointments_ProviderId" foreign key ("ProviderId")
    references "ServiceProviders" ("Id")
    on delete restrict
    not valid,
drop constraint "FK_Appointments_OwnerId",
add constraint "FK_Appointments_OwnerId" foreign key ("OwnerId")
    references "Users" ("Id")
    on delete restrict
    not valid,
drop constraint "FK_Appointments_ServiceCode",
add constraint "FK_Appointments_ServiceCode" foreign key ("ServiceCode")
    references "Services" ("Code")
    on delete restrict
    not valid,
drop constraint "FK_Appointments_AddressId",
add constraint "FK_Appointments_AddressId" foreign key ("AddressId")
    references "Addresses" ("Id")
    on delete set null
    not valid,
drop constraint "FK_Appointments_ConversationId",
add constraint "FK_Appointments_ConversationId" foreign key ("ConversationId")
    references "Conversations" ("Id")
    on delete set null
    not valid,
drop constraint "FK_Appointments_CancelledBy",
add constraint "FK_Appointments_CancelledBy" foreign key ("CancelledBy")
    references "Users" ("Id")
    on delete set null
    not valid;

alter table "AvailabilityExceptions"
drop constraint "FK_AvailabilityExceptions_ProviderId",
add constraint "FK_AvailabilityExceptions_ProviderId" foreign key ("ProviderId")
    references "ServiceProviders" ("Id")
    on delete cascade
    not valid;

alter table "ProviderAvailability"
drop constraint "FK_ProviderAvailability_ProviderId",
add constraint "FK_ProviderAvailability_ProviderId" foreign key ("ProviderId")
    references "ServiceProviders" ("Id")
    on delete cascade
    not valid;
