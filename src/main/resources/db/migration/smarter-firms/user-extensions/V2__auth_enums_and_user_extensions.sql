create type "UserType" as enum ('LAW_FIRM_USER', 'CONSULTANT');

create type "AuthMethod" as enum ('CLIO_SSO', 'LOCAL');

create type "AccessLevel" as enum ('FULL_ACCESS', 'LIMITED_ACCESS', 'READ_ONLY');

create type "AssociationStatus" as enum ('ACTIVE', 'PENDING', 'REVOKED');

create type "AuthEventType" as enum (
    'LOGIN_SUCCEEDED',
    'LOGIN_FAILED',
    'LOGOUT',
    'PASSWORD_RESET',
    'CLIO_LINKED',
    'CLIO_UNLINKED',
    'ASSOCIATION_CHANGED',
    'PERMISSION_CHANGED'
);

-- Constant defaults are kept in the catalog: no row is written.
alter table "User"
add column type "UserType" not null default 'LAW_FIRM_USER',
add column "authMethod" "AuthMethod" not null default 'LOCAL',
add column "hasClioConnection" boolean not null default false,
add column organization text,
add column bio text;

comment on column "User"."hasClioConnection" is 'Whether the user has a Clio token that is not revoked';
comment on column "User".organization is 'The company of a consultant';
