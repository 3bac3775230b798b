create table orders (id int);

create index concurrently orders_id on orders (id);
vacuum orders;
reindex (concurrently) index orders_id;
