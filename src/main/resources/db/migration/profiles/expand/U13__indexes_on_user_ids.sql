drop index concurrently if exists "Channel_userId_idx";

drop index concurrently if exists "Member_userId_idx";

drop index concurrently if exists "Server_userId_idx";
