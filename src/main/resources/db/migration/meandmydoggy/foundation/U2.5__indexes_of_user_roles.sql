drop index concurrently if exists "IX_UserRoles_AssignedBy";
