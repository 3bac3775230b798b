create index orders_by on new_orders (by);
