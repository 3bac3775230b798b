drop table "TeamMember";

drop table "Team";

drop type "TeamRole";
