-- From the first event that there is to a year ahead; from then on a monthly job makes them, and a monitor sees to it.
select create_auth_log_partitions(
    min(first.at)::date,
    (extract(year from age(date_trunc('month', now()), date_trunc('month', min(first.at)))) * 12
        + extract(month from age(date_trunc('month', now()), date_trunc('month', min(first.at)))) + 13)::integer
)
from (
    select (min(e.at) at time zone 'UTC')::date as at
    from "LoginEvent" e
    union all
    select (now() at time zone 'UTC')::date
) as first;
