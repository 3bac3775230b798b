drop table "FileShares";

drop table "StoredFiles";
