alter table "TeamMember"
drop constraint "TeamMember_userId_fkey";

alter table "Team"
drop constraint "Team_ownerId_fkey";
