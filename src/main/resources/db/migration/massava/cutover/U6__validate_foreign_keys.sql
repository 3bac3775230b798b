-- A validated foreign key cannot be made not valid again, so each is made anew as V2 to V5 made it.
alter table new_bookings
drop constraint new_bookings_studio_id_fkey,
add constraint new_bookings_studio_id_fkey foreign key (studio_id)
    references studios (id)
    on update cascade
    on delete restrict
    not valid;

alter table new_bookings
drop constraint new_bookings_customer_id_fkey,
add constraint new_bookings_customer_id_fkey foreign key (customer_id)
    references users (id)
    on update cascade
    on delete restrict
    not valid;

alter table audit_logs
drop constraint audit_logs_user_id_fkey,
add constraint audit_logs_user_id_fkey foreign key (user_id)
    references users (id)
    on update cascade
    on delete set null
    not valid;

alter table new_sessions
drop constraint new_sessions_user_id_fkey,
add constraint new_sessions_user_id_fkey foreign key (user_id)
    references users (id)
    on update cascade
    on delete cascade
    not valid;

alter table new_accounts
drop constraint new_accounts_user_id_fkey,
add constraint new_accounts_user_id_fkey foreign key (user_id)
    references users (id)
    on update cascade
    on delete cascade
    not valid;

alter table studio_ownership
drop constraint studio_ownership_studio_id_fkey,
add constraint studio_ownership_studio_id_fkey foreign key (studio_id)
    references studios (id)
    on update cascade
    on delete cascade
    not valid;

alter table studio_ownership
drop constraint studio_ownership_user_id_fkey,
add constraint studio_ownership_user_id_fkey foreign key (user_id)
    references users (id)
    on update cascade
    on delete restrict
    not valid;

alter table user_role_assignments
drop constraint user_role_assignments_user_id_fkey,
add constraint user_role_assignments_user_id_fkey foreign key (user_id)
    references users (id)
    on update cascade
    on delete cascade
    not valid;
