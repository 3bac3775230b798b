drop table new_orders;
/* and then
