create type user_role as enum ('CUSTOMER', 'STUDIO_OWNER');

create table users (
    id text not null,
    email text not null,
    name text,
    phone text,
    password_hash text,
    email_verified timestamptz(3),
    image text,
    locale text not null default 'de',
    company_name text,
    vat_id text,
    marketing_consent boolean not null default false,
    created_at timestamptz(3) not null default current_timestamp,
    updated_at timestamptz(3) not null default current_timestamp,
    constraint users_pkey primary key (id),
    constraint users_email_key unique (email),
    constraint users_email_check check (email = lower(email))
);

comment on table users is 'Everybody who signs in or books, whatever their roles';
comment on column users.password_hash is 'Null for a guest, or for one who signs in by magic link or OAuth only';

create index users_created_at_idx
on users (created_at);

create table user_role_assignments (
    user_id text not null,
    role user_role not null,
    granted_at timestamptz(3) not null default current_timestamp,
    constraint user_role_assignments_pkey primary key (user_id, role)
);

comment on table user_role_assignments is 'What a user may do; an owner who also books has both roles';

create index user_role_assignments_role_idx
on user_role_assignments (role);

create table studio_ownership (
    studio_id text not null,
    user_id text not null,
    is_primary boolean not null default true,
    granted_at timestamptz(3) not null default current_timestamp,
    constraint studio_ownership_pkey primary key (studio_id, user_id)
);

comment on table studio_ownership is 'Who runs a studio; several users may, one of them is the primary owner';

create unique index studio_ownership_primary_key
on studio_ownership (studio_id)
where is_primary;

create index studio_ownership_user_id_idx
on studio_ownership (user_id);

-- Not valid until cut-over: the rows that come are checked one by one, and cut-over proves the whole.
alter table user_role_assignments
add constraint user_role_assignments_user_id_fkey foreign key (user_id)
    references users (id)
    on update cascade
    on delete cascade
    not valid;

alter table studio_ownership
add constraint studio_ownership_user_id_fkey foreign key (user_id)
    references users (id)
    on update cascade
    on delete restrict
    not valid;
