create table a (x int);
create index concurrently on a (x);
