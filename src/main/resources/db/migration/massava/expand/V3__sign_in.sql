create table new_accounts (
    id text not null,
    user_id text not null,
    type text not null,
    provider text not null,
    provider_account_id text not null,
    refresh_token text,
    access_token text,
    expires_at integer,
    token_type text,
    scope text,
    id_token text,
    session_state text,
    constraint new_accounts_pkey primary key (id),
    constraint new_accounts_provider_provider_account_id_key unique (provider, provider_account_id)
);

comment on table new_accounts is 'Users'' sign-ins with an OAuth provider';

create index new_accounts_user_id_idx
on new_accounts (user_id);

create table new_sessions (
    id text not null,
    session_token text not null,
    user_id text not null,
    expires timestamptz(3) not null,
    constraint new_sessions_pkey primary key (id),
    constraint new_sessions_session_token_key unique (session_token)
);

comment on table new_sessions is 'Users'' sessions';

create index new_sessions_user_id_idx
on new_sessions (user_id);

create index new_sessions_expires_idx
on new_sessions (expires);

-- Without a key to users: a link may be asked for before there is a user.
create table magic_link_tokens (
    id text not null,
    email text not null,
    token_hash text not null,
    expires_at timestamptz(3) not null,
    used_at timestamptz(3),
    created_at timestamptz(3) not null default current_timestamp,
    constraint magic_link_tokens_pkey primary key (id),
    constraint magic_link_tokens_token_hash_key unique (token_hash),
    constraint magic_link_tokens_email_check check (email = lower(email))
);

comment on table magic_link_tokens is 'Sign-in links sent by e-mail; only the hash of a token is kept';

create index magic_link_tokens_email_idx
on magic_link_tokens (email);

create index magic_link_tokens_expires_at_idx
on magic_link_tokens (expires_at);

create table audit_logs (
    id text not null,
    user_id text,
    action text not null,
    entity text,
    entity_id text,
    metadata jsonb not null default '{}',
    ip_address text,
    user_agent text,
    created_at timestamptz(3) not null default current_timestamp,
    constraint audit_logs_pkey primary key (id)
);

comment on table audit_logs is 'What users did, and what failed: metadata has the key error then';

create index audit_logs_user_id_created_at_idx
on audit_logs (user_id, created_at);

create index audit_logs_action_created_at_idx
on audit_logs (action, created_at);

create index audit_logs_created_at_idx
on audit_logs (created_at);

alter table new_accounts
add constraint new_accounts_user_id_fkey foreign key (user_id)
    references users (id)
    on update cascade
    on delete cascade
    not valid;

alter table new_sessions
add constraint new_sessions_user_id_fkey foreign key (user_id)
    references users (id)
    on update cascade
    on delete cascade
    not valid;

alter table audit_logs
add constraint audit_logs_user_id_fkey foreign key (user_id)
    references users (id)
    on update cascade
    on delete set null
    not valid;
