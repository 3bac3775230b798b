-- Nothing in the migrate phase reads by these, so they are built once the rows are there, without blocking writers.
create index concurrently new_bookings_created_at_idx
on new_bookings (created_at);

create index concurrently new_bookings_status_idx
on new_bookings (status);
