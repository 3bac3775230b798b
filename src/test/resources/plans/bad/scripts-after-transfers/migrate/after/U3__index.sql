drop index orders_at;
