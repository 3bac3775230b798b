-- A script of its own: a foreign key locks the table that it refers to against writes, and these are in use.
alter table "ProviderAvailability"
add constraint "FK_ProviderAvailability_ProviderId" foreign key ("ProviderId")
    references "ServiceProviders" ("Id")
    on delete cascade
    not valid;

alter table "AvailabilityExceptions"
add constraint "FK_AvailabilityExceptions_ProviderId" foreign key ("ProviderId")
    references "ServiceProviders" ("Id")
    on delete cascade
    not valid;

alter table "Appointments"
add constraint "FK_Appointments_ProviderId" foreign key ("ProviderId")
    references "ServiceProviders" ("Id")
    on delete restrict
    not valid,
add constraint "FK_Appointments_OwnerId" foreign key ("OwnerId")
    references "Users" ("Id")
    on delete restrict
    not valid,
add constraint "FK_Appointments_ServiceCode" foreign key ("ServiceCode")
    references "Services" ("Code")
    on delete restrict
    not valid,
add constraint "FK_Appointments_AddressId" foreign key ("AddressId")
    references "Addresses" ("Id")
    on delete set null
    not valid,
add constraint "FK_Appointments_ConversationId" foreign key ("ConversationId")
    references "Conversations" ("Id")
    on delete set null
    not valid,
add constraint "FK_Appointments_CancelledBy" foreign key ("CancelledBy")
    references "Users" ("Id")
    on delete set null
    not valid;

alter table "AppointmentDogs"
add constraint "FK_AppointmentDogs_DogId" foreign key ("DogId")
    references "DogProfiles" ("Id")
    on delete cascade
    not valid;

alter table "CalendarConnections"
add constraint "FK_CalendarConnections_UserId" foreign key ("UserId")
    references "Users" ("Id")
    on delete cascade
    not valid;

alter table "BookingRules"
add constraint "FK_BookingRules_ProviderId" foreign key ("ProviderId")
    references "ServiceProviders" ("Id")
    on delete cascade
    not valid,
add constraint "FK_BookingRules_ServiceCode" foreign key ("ServiceCode")
    references "Services" ("Code")
    on delete cascade
    not valid;

alter table "AppointmentStatusHistory"
add constraint "FK_AppointmentStatusHistory_ChangedBy" foreign key ("ChangedBy")
    references "Users" ("Id")
    on delete set null
    not valid;

alter table "ServiceDeliveryEvents"
add constraint "FK_ServiceDeliveryEvents_FileId" foreign key ("FileId")
    references "StoredFiles" ("Id")
    on delete set null
    not valid;
