drop index concurrently orders_id;
drop table orders;
