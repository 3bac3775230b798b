-- Nothing to take back here: U2 drops the columns.
select 1;
