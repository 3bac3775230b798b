-- Users is in use, so its indexes are built beside its writers.
create index concurrently "IX_Users_Name"
on "Users" ("FirstName", "LastName");

create index concurrently "IX_Users_LastSeen"
on "Users" ("LastSeenAt" desc);

create index concurrently "IX_Users_AccountStatus"
on "Users" ("AccountStatus");
