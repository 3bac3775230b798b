drop index concurrently if exists "User_authMethod_idx";

drop index concurrently if exists "User_type_idx";
