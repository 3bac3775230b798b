drop function retire_auth_log(date);

drop function create_auth_log_partitions(date, integer);

drop function auth_log_breaks();

drop table "AuthLog";

drop function auth_log_append();

drop function auth_log_hash(
    bigint, bytea, text, text, text, "AuthEventType", "AuthMethod", text, text, text, jsonb, timestamptz
);

drop function auth_log_month(timestamptz);

drop table "AuthLogChain";
