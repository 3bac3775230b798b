drop index orders_by;
