-- Locks the rows, not the table, and leaves rows alone that the trigger has seen; what refers to them can be inserted
-- meanwhile, since no key changes.
update "Channel"
set "userId" = "profileId"
where "userId" is null;
