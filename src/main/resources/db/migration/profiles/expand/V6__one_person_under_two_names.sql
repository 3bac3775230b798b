-- A user has the key of the profile that it was, so both columns always have the same value. The old application writes one of
-- them and the new application the other; the foreign keys and not-null constraints see both.
create function "keep_userId_and_profileId_equal"() returns trigger
language plpgsql
set search_path = pg_catalog
as $$
begin
    if tg_op = 'UPDATE' and new."userId" is distinct from old."userId" then
        new."profileId" := new."userId";
    elsif tg_op = 'UPDATE' and new."profileId" is distinct from old."profileId" then
        new."userId" := new."profileId";
    else
        new."userId" := coalesce(new."userId", new."profileId");
        new."profileId" := coalesce(new."profileId", new."userId");
    end if;
    return new;
end
$$;

comment on function "keep_userId_and_profileId_equal"() is 'For as long as two versions of the application are in use';
