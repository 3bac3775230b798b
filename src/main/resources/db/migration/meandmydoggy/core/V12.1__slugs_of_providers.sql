-- Providers are counted in thousands, not in millions: one statement, and no row is locked for long.
update "ServiceProviders"
set "Slug" = concat_ws(
    '-',
    nullif(left(btrim(regexp_replace(lower("BusinessName"), '[^a-z0-9]+', '-', 'g'), '-'), 80), ''),
    left("Id"::text, 8)
)
where "Slug" is null;
