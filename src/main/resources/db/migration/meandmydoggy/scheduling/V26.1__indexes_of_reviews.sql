-- Reviews has been in use since the phase core.
create index concurrently "IX_Reviews_Appointment"
on "Reviews" ("AppointmentId")
where "AppointmentId" is not null;
