create table new_orders (id bigint);
copy new_orders from stdin;
