-- A script of its own: a foreign key locks the table that it refers to against writes, and these two are in use. It comes
-- valid, since the log is empty and servers before 18 know no other one on partitions. Restricted, since a row of the log
-- is never changed: who has signed in is deactivated and not deleted, as before.
alter table "AuthLog"
add constraint "AuthLog_userId_fkey" foreign key ("userId")
    references "User" (id)
    on update restrict
    on delete restrict;

alter table "AuthLog"
add constraint "AuthLog_firmId_fkey" foreign key ("firmId")
    references "Firm" (id)
    on update restrict
    on delete restrict;
