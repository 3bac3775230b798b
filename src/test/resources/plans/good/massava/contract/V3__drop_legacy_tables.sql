drop table bookings;
