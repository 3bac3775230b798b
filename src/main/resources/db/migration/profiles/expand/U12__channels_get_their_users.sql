-- The values go with their column, in U9.
select;
