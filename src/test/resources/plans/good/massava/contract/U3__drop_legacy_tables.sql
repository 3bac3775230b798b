create table bookings (id uuid primary key);
