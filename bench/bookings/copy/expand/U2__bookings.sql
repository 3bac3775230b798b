drop table new_bookings;
