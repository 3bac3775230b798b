-- Risk: high. AssignedBy is mandatory and has no value for the rows that are there, so it comes in steps: with a constant
-- default, which rewrites nothing; then (V2.3, V2.4) the proof that no row is without it, under a lock that lets
-- everybody write; then the mark in the catalog. The default stays, since the old application does not name the column.
alter table "UserRoles"
add column "AssignedBy" text default '00000000-0000-0000-0000-000000000000',
add column "IsActive" boolean not null default true,
add column "ExpiresAt" timestamptz,
add column "Notes" varchar(500);

alter table "UserRoles"
add constraint "CK_UserRoles_AssignedBy" check ("AssignedBy" is not null) not valid;

comment on column "UserRoles"."AssignedBy" is 'The system''s account where nobody knows';
