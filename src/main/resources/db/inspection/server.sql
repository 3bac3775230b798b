select current_setting('server_version') as version,
       current_database() as database,
       current_user as role,
       pg_database_size(current_database()) as bytes,
       (select d.stats_reset
        from pg_stat_database d
        where d.datname = current_database()) as statistics_since
