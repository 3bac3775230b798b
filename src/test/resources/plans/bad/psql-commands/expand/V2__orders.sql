\set ON_ERROR_STOP on
create table new_orders (id bigint);
