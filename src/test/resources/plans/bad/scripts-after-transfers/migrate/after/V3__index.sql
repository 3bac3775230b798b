create index orders_at on new_orders (at);
