drop index concurrently if exists "IX_Reviews_Appointment";
