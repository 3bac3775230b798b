drop table audit_logs;

drop table magic_link_tokens;

drop table new_sessions;

drop table new_accounts;
