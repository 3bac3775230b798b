drop table "MemberRole";

drop table "Role";
