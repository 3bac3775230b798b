-- The new application writes studio_ownership and knows nothing of this column, which it must be able to leave out.
alter table studios
alter column owner_id drop not null;
