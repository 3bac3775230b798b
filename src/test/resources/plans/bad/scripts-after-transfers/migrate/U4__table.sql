drop table new_orders;
