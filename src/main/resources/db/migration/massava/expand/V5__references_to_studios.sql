-- A script of its own: a foreign key locks the table that it refers to against writes, and studios is in use.
alter table studio_ownership
add constraint studio_ownership_studio_id_fkey foreign key (studio_id)
    references studios (id)
    on update cascade
    on delete cascade
    not valid;

alter table new_bookings
add constraint new_bookings_studio_id_fkey foreign key (studio_id)
    references studios (id)
    on update cascade
    on delete restrict
    not valid;
