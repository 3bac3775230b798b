START TRANSACTION; drop table new_orders; savepoint a
