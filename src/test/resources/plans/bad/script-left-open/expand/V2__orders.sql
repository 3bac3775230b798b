create table new_orders (id bigint);

insert into new_orders
  values ('it''s);
