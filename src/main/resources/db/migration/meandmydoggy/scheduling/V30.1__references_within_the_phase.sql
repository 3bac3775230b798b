-- Between the tables of this phase. Not valid at first, so that no table is read under the lock that adds a key.
alter table "AppointmentDogs"
add constraint "FK_AppointmentDogs_AppointmentId" foreign key ("AppointmentId")
    references "Appointments" ("Id")
    on delete cascade
    not valid;

alter table "CalendarEvents"
add constraint "FK_CalendarEvents_ConnectionId" foreign key ("ConnectionId")
    references "CalendarConnections" ("Id")
    on delete cascade
    not valid,
add constraint "FK_CalendarEvents_AppointmentId" foreign key ("AppointmentId")
    references "Appointments" ("Id")
    on delete set null
    not valid;

alter table "AppointmentStatusHistory"
add constraint "FK_AppointmentStatusHistory_AppointmentId" foreign key ("AppointmentId")
    references "Appointments" ("Id")
    on delete cascade
    not valid;

alter table "ServiceDeliveries"
add constraint "FK_ServiceDeliveries_AppointmentId" foreign key ("AppointmentId")
    references "Appointments" ("Id")
    on delete cascade
    not valid;

alter table "ServiceDeliveryEvents"
add constraint "FK_ServiceDeliveryEvents_DeliveryId" foreign key ("DeliveryId")
    references "ServiceDeliveries" ("Id")
    on delete cascade
    not valid;

alter table "Reviews"
add constraint "FK_Reviews_AppointmentId" foreign key ("AppointmentId")
    references "Appointments" ("Id")
    on delete set null
    not valid;
