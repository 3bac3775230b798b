alter table "MemberRole"
drop constraint "MemberRole_memberId_fkey";
