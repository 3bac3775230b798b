drop index concurrently if exists "IX_Users_AccountStatus";

drop index concurrently if exists "IX_Users_LastSeen";

drop index concurrently if exists "IX_Users_Name";
