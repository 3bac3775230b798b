-- The values go with their column, in U8.
select;
