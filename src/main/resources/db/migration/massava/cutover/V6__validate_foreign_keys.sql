-- Reads the tables under locks that let the application read and write.
alter table user_role_assignments
validate constraint user_role_assignments_user_id_fkey;

alter table studio_ownership
validate constraint studio_ownership_user_id_fkey;

alter table studio_ownership
validate constraint studio_ownership_studio_id_fkey;

alter table new_accounts
validate constraint new_accounts_user_id_fkey;

alter table new_sessions
validate constraint new_sessions_user_id_fkey;

alter table audit_logs
validate constraint audit_logs_user_id_fkey;

alter table new_bookings
validate constraint new_bookings_customer_id_fkey;

alter table new_bookings
validate constraint new_bookings_studio_id_fkey;
