drop table studio_ownership;

drop table user_role_assignments;

drop table users;

drop type user_role;
