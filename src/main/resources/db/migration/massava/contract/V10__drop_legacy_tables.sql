-- Children before parents and never cascade: whatever else still hangs on these tables must stop the phase. The enums
-- booking_status and booking_source stay, as new_bookings has them too.
drop table sessions;

drop table accounts;

drop table bookings;

drop table customers;

drop table studio_owners;
