-- Both not valid, so that the locks are short; V17 proves them.
alter table "Server"
add constraint "Server_userId_fkey" foreign key ("userId")
    references "User" ("id")
    on update cascade
    on delete cascade
    not valid,
add constraint "Server_userId_not_null_check" check ("userId" is not null) not valid;
