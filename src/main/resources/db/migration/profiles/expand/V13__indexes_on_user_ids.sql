create index concurrently "Server_userId_idx"
on "Server" ("userId");

create index concurrently "Member_userId_idx"
on "Member" ("userId");

create index concurrently "Channel_userId_idx"
on "Channel" ("userId");
