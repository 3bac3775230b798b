-- studio_ownership says who owns a studio. Dropping the column drops its index; the foreign key is named, as it is what
-- keeps studio_owners from being dropped.
alter table studios
drop constraint studios_owner_id_fkey;

alter table studios
drop column owner_id;
