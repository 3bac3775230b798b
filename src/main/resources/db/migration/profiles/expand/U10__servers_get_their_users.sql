-- The values go with their column, in U7.
select;
