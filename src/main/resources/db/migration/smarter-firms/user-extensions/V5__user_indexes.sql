-- Without blocking writers. Most users are of one type and method, so only the others are worth an entry.
create index concurrently "User_type_idx"
on "User" (type)
where type <> 'LAW_FIRM_USER';

create index concurrently "User_authMethod_idx"
on "User" ("authMethod", "hasClioConnection")
where "authMethod" <> 'LOCAL';
