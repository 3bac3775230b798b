-- Between the tables of this phase. Not valid at first, so that no table is read under the lock that adds a key.
alter table "ModerationActions"
add constraint "FK_ModerationActions_ResultId" foreign key ("ResultId")
    references "AiModerationResults" ("Id")
    on delete cascade
    not valid;
