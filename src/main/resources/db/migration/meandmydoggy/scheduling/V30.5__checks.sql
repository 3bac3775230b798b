-- The last thing that is added.
alter table "ProviderAvailability"
add constraint "CK_ProviderAvailability_Weekday" check ("Weekday" between 1 and 7),
add constraint "CK_ProviderAvailability_Times" check ("EndsAt" > "StartsAt"),
add constraint "CK_ProviderAvailability_Validity" check ("ValidUntil" >= "ValidFrom");

alter table "AvailabilityExceptions"
add constraint "CK_AvailabilityExceptions_Times" check ("EndsAt" > "StartsAt");

alter table "Appointments"
add constraint "CK_Appointments_Status" check (
    "Status" in ('Requested', 'Confirmed', 'InProgress', 'Completed', 'Cancelled', 'NoShow')
),
add constraint "CK_Appointments_Times" check ("EndsAt" > "StartsAt"),
add constraint "CK_Appointments_Price" check ("Price" >= 0),
add constraint "CK_Appointments_Currency" check ("Currency" ~ '^[A-Z]{3}$'),
add constraint "CK_Appointments_Cancelled" check (("Status" = 'Cancelled') = ("CancelledAt" is not null));

alter table "CalendarConnections"
add constraint "CK_CalendarConnections_Provider" check ("Provider" in ('Google', 'Outlook', 'Apple', 'CalDav'));

alter table "CalendarEvents"
add constraint "CK_CalendarEvents_Times" check ("EndsAt" >= "StartsAt");

alter table "BookingRules"
add constraint "CK_BookingRules_Numbers" check (
    "MinNoticeMinutes" >= 0
    and "MaxAdvanceDays" > 0
    and "BufferMinutes" >= 0
    and "CancellationNoticeMinutes" >= 0
    and "MaxPerDay" > 0
    and "MaxDogs" > 0
);

alter table "ServiceDeliveries"
add constraint "CK_ServiceDeliveries_Times" check ("EndedAt" >= "StartedAt"),
add constraint "CK_ServiceDeliveries_Distance" check ("DistanceMeters" >= 0);

alter table "ServiceDeliveryEvents"
add constraint "CK_ServiceDeliveryEvents_EventType" check (
    "EventType" in ('Started', 'Paused', 'Resumed', 'Location', 'Photo', 'Note', 'Incident', 'Finished')
),
add constraint "CK_ServiceDeliveryEvents_Position" check (
    ("Latitude" is null) = ("Longitude" is null)
    and "Latitude" between -90 and 90
    and "Longitude" between -180 and 180
);
