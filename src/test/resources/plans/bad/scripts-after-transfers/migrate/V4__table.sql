create table new_orders (id int primary key);
