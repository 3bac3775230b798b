-- the table goes with its index
drop table a;
