-- A validated constraint cannot be made not valid again, so each is made anew as V14 to V16 made it.
alter table "Channel"
drop constraint "Channel_userId_not_null_check",
drop constraint "Channel_userId_fkey",
add constraint "Channel_userId_fkey" foreign key ("userId")
    references "User" ("id")
    on update cascade
    on delete cascade
    not valid,
add constraint "Channel_userId_not_null_check" check ("userId" is not null) not valid;

alter table "Member"
drop constraint "Member_userId_not_null_check",
drop constraint "Member_userId_fkey",
add constraint "Member_userId_fkey" foreign key ("userId")
    references "User" ("id")
    on update cascade
    on delete cascade
    not valid,
add constraint "Member_userId_not_null_check" check ("userId" is not null) not valid;

alter table "Server"
drop constraint "Server_userId_not_null_check",
drop constraint "Server_userId_fkey",
add constraint "Server_userId_fkey" foreign key ("userId")
    references "User" ("id")
    on update cascade
    on delete cascade
    not valid,
add constraint "Server_userId_not_null_check" check ("userId" is not null) not valid;
