alter table "MemberRole"
add constraint "MemberRole_memberId_fkey" foreign key ("memberId")
    references "Member" ("id")
    on update cascade
    on delete cascade;
