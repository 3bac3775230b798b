create table new_orders (id bigint primary key);
