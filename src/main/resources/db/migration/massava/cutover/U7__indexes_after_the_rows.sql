drop index concurrently new_bookings_status_idx;

drop index concurrently new_bookings_created_at_idx;
