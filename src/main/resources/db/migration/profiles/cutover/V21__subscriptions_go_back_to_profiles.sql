-- Two tables were one row, and no generated trigger writes half a row: so that the old application sees what was bought in
-- the new one, this does. What the profile says in other words of the same meaning stays as it is.
create function "write_Subscription_to_Profile"() returns trigger
language plpgsql
as $$
begin
    if tg_op = 'DELETE' then
        update "Profile" p
        set "stripeCustomerId" = null,
            "stripeSubscriptionId" = null,
            "stripePriceId" = null,
            "stripeCurrentPeriodEnd" = null,
            "subscriptionStatus" = null
        where p."id" = old."userId"
            and num_nonnulls(p."stripeCustomerId", p."subscriptionStatus") > 0;
        return null;
    end if;
    update "Profile" p
    set "stripeCustomerId" = new."stripeCustomerId",
        "stripeSubscriptionId" = new."stripeSubscriptionId",
        "stripePriceId" = new."stripePriceId",
        "stripeCurrentPeriodEnd" = new."currentPeriodEnd" at time zone 'UTC',
        "subscriptionStatus" = case
            when coalesce(lower(p."subscriptionStatus"), 'incomplete') = new."status" then p."subscriptionStatus"
            else new."status"
        end
    where p."id" = new."userId"
        and (
            p."stripeCustomerId", p."stripeSubscriptionId", p."stripePriceId", p."stripeCurrentPeriodEnd",
            coalesce(lower(p."subscriptionStatus"), 'incomplete')
        ) is distinct from (
            new."stripeCustomerId", new."stripeSubscriptionId", new."stripePriceId",
            new."currentPeriodEnd" at time zone 'UTC', new."status"
        );
    return null;
end
$$;

comment on function "write_Subscription_to_Profile"() is 'For as long as the old application is in use';

create trigger "Subscription_is_part_of_Profile"
after insert or update or delete on "Subscription"
for each row
execute function "write_Subscription_to_Profile"();
