create index concurrently "IX_UserRoles_AssignedBy"
on "UserRoles" ("AssignedBy");
