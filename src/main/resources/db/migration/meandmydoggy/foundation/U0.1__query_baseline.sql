drop function "QuerySlowdown"();

drop table "QueryBaselines";

drop function "MeasureQueries"(integer, double precision);
