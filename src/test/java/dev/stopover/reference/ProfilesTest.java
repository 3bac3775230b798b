package dev.stopover.reference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stopover.database.Fingerprint;
import dev.stopover.testing.ReferencePlan;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The bundled plan {@code profiles} on its demonstration rows. */
class ProfilesTest {
    private static final String PREMIUM = """
            select count(*)
            from "Member" m
            join "Profile" p on p."id" = m."profileId"
            where p."subscriptionStatus" ilike any (array['active', 'trialing'])
            """;

    private static final String ROLE = """
            select r."name"
            from "MemberRole" mr
            join "Role" r on r."id" = mr."roleId"
            join "Member" m on m."id" = mr."memberId"
            where m."userId" = '%s'
            """;

    private final ReferencePlan profiles = new ReferencePlan("profiles", 1);

    @Test
    void everyProfileBecomesAUserAndThoseThatStripeKnowsASubscription() {
        // Given
        String people = profiles.text("""
                select string_agg("userId" || "email" || "name", '|' order by "userId")
                from "Profile"
                """);
        String statuses = profiles.text("""
                select string_agg(status || number, ' ' order by status)
                from (
                    select
                        case when "subscriptionStatus" is null then 'incomplete' else lower("subscriptionStatus") end as status,
                        count(*) as number
                    from "Profile"
                    where "stripeCustomerId" is not null
                        or "subscriptionStatus" is not null
                    group by 1
                ) as counted
                """);

        // When
        profiles.migrate("cutover");

        // Then
        assertThat(statuses).isEqualTo("active18 canceled6 incomplete12 past_due6 trialing6");
        assertThat(profiles.text("""
                select string_agg("status" || number, ' ' order by "status")
                from (select "status", count(*) as number from "Subscription" group by 1) as counted
                """)).isEqualTo(statuses);
        assertThat(profiles.text("""
                select string_agg("userId" || "email" || "name", '|' order by "userId")
                from "User"
                """)).isEqualTo(people);
        assertThat(profiles.text("select count(*) from \"User\"")).isEqualTo("120");
    }

    @Test
    void timesWithoutAZoneAreTakenForUtcWhateverTheServersZone() {
        // Given
        String before = profiles.text("select max(\"createdAt\")::text from \"Profile\"");
        profiles.execute(
                "alter database " + profiles.text("select current_database()") + " set timezone = 'America/St_Johns'");

        // When
        profiles.migrate("migrate");

        // Then
        assertThat(profiles.text("select max(\"createdAt\" at time zone 'UTC')::text from \"User\""))
                .isEqualTo(before);
    }

    @Test
    void everyServerHasTwoRolesAndEveryMemberTheOneOfTheirSubscription() {
        // Given
        String premium = profiles.text(PREMIUM);

        // When
        profiles.migrate("cutover");

        // Then
        assertThat(profiles.texts("""
                select "name" || ' ' || count(*)
                from "Role"
                where "isDefault"
                group by "name"
                order by "name"
                """)).containsExactly("free 15", "premium 15");
        assertThat(profiles.texts("""
                select r."name" || ' ' || count(*)
                from "MemberRole" mr
                join "Role" r on r."id" = mr."roleId"
                group by r."name"
                order by r."name"
                """))
                .containsExactly("free " + (400 - Integer.parseInt(premium)), "premium " + premium);
    }

    @Test
    void comesBackToTheOldSchemaAndGoesForwardToTheSameRows() {
        // Given
        Fingerprint before = profiles.fingerprint();
        List<String> oldRows = profiles.contents();
        profiles.migrate("cutover");
        Fingerprint after = profiles.fingerprint();
        List<String> newRows = profiles.contents();

        // When
        profiles.rollback();

        // Then
        assertThat(before.differencesTo(profiles.fingerprint())).isEmpty();
        assertThat(profiles.contents()).isEqualTo(oldRows);
        profiles.migrate("cutover");
        assertThat(after.differencesTo(profiles.fingerprint())).isEmpty();
        assertThat(profiles.contents()).isEqualTo(newRows);
    }

    @Test
    void bringsProfilesConversationsAndDirectMessagesBack() {
        // Given
        profiles.migrate("cutover");
        Fingerprint before = profiles.fingerprint();
        List<String> rows = profiles.contents();
        profiles.migrate();
        List<String> left = profiles.texts("""
                select tablename
                from pg_tables
                where schemaname = 'public'
                    and tablename in ('Profile', 'Conversation', 'DirectMessage')
                """);

        // When
        profiles.rollback("cutover");

        // Then
        assertThat(left).isEmpty();
        assertThat(before.differencesTo(profiles.fingerprint())).isEmpty();
        assertThat(profiles.contents()).isEqualTo(rows);
        profiles.migrate();
        assertThat(profiles.text("select state from stopover.phase where name = 'contract'"))
                .isEqualTo("completed");
    }

    @Test
    void whoRegisteredAfterContractHasAProfileWhenProfilesComeBack() {
        // Given
        profiles.migrate("cutover");
        Fingerprint before = profiles.fingerprint();
        profiles.migrate();
        profiles.execute(user("u-late") + server("s-late", "u-late") + """
                insert into "Subscription" ("id", "userId", "status", "stripeCustomerId")
                values ('subscription', 'u-late', 'active', 'cus_late');
                """);

        // When
        profiles.rollback("cutover");

        // Then
        assertThat(profiles.text("""
                select p."userId" || ' ' || p."stripeCustomerId" || ' ' || p."subscriptionStatus"
                from "Server" s
                join "Profile" p on p."id" = s."profileId"
                where s."id" = 's-late'
                """)).isEqualTo("sign-in of u-late cus_late active");
        assertThat(before.differencesTo(profiles.fingerprint())).isEmpty();
    }

    @Test
    void bothApplicationsSeeWhatTheOtherWritesAfterCutOver() {
        // Given
        profiles.migrate("cutover");

        // When
        profiles.execute("""
                insert into "Profile" ("id", "userId", "name", "imageUrl", "email", "updatedAt")
                values ('p-old', 'user_old', 'Old', '', 'old@example.com', current_timestamp);
                insert into "Server" ("id", "name", "imageUrl", "inviteCode", "profileId", "updatedAt")
                values ('s-old', 'Old', '', 'i-old', 'p-old', current_timestamp);
                insert into "Member" ("id", "profileId", "serverId", "updatedAt")
                values ('m-old', 'p-old', 's-old', current_timestamp);
                """ + user("u-new") + server("s-new", "u-new") + """
                insert into "Member" ("id", "userId", "serverId", "updatedAt")
                values ('m-new', 'u-new', 's-old', current_timestamp);
                """);

        // Then
        assertThat(profiles.texts("select \"userId\" from \"User\" where \"id\" in ('p-old', 'u-new') order by 1"))
                .containsExactly("sign-in of u-new", "user_old");
        assertThat(profiles.texts("select \"userId\" from \"Profile\" where \"id\" in ('p-old', 'u-new') order by 1"))
                .containsExactly("sign-in of u-new", "user_old");
        assertThat(profiles.texts("""
                select "userId" || ' ' || "profileId"
                from "Server"
                where "id" in ('s-old', 's-new')
                order by 1
                """)).containsExactly("p-old p-old", "u-new u-new");
        assertThat(profiles.texts(ROLE.formatted("p-old"))).containsExactly("free");
        assertThat(profiles.texts(ROLE.formatted("u-new"))).containsExactly("free");
    }

    @Test
    void aRoleFollowsASubscriptionThatEitherApplicationWrites() {
        // Given
        profiles.migrate("cutover");
        profiles.execute(user("u-new") + """
                insert into "Member" ("id", "userId", "serverId", "updatedAt")
                select 'm-new', 'u-new', min("id"), current_timestamp
                from "Server";
                """);

        // When
        profiles.execute("""
                insert into "Subscription" ("id", "userId", "status", "stripeCustomerId", "stripeSubscriptionId")
                values ('u-new', 'u-new', 'active', 'cus_new', 'sub_new')
                """);
        List<String> bought = profiles.texts(ROLE.formatted("u-new"));
        String seen = profiles.text("""
                select "subscriptionStatus" || ' ' || "stripeCustomerId"
                from "Profile"
                where "id" = 'u-new'
                """);
        profiles.execute("update \"Profile\" set \"subscriptionStatus\" = 'Canceled' where \"id\" = 'u-new'");

        // Then
        assertThat(bought).containsExactly("premium");
        assertThat(seen).isEqualTo("active cus_new");
        assertThat(profiles.text("select \"status\" from \"Subscription\" where \"userId\" = 'u-new'"))
                .isEqualTo("canceled");
        assertThat(profiles.text("select \"subscriptionStatus\" from \"Profile\" where \"id\" = 'u-new'"))
                .isEqualTo("Canceled");
        assertThat(profiles.texts(ROLE.formatted("u-new"))).containsExactly("free");
    }

    @Test
    void whatTheNewApplicationWroteIsThereAfterGoingBackOverCutOver() {
        // Given
        profiles.migrate("cutover");
        profiles.execute(user("u-new") + server("s-new", "u-new") + """
                insert into "Subscription" ("id", "userId", "status", "stripeCustomerId")
                values ('u-new', 'u-new', 'trialing', 'cus_new');
                delete from "User"
                where "userId" = (select max("userId") from "User");
                """);

        // When
        profiles.rollback();

        // Then
        assertThat(profiles.text("""
                select p."userId" || ' ' || p."subscriptionStatus" || ' ' || s."id"
                from "Profile" p
                join "Server" s on s."profileId" = p."id"
                where p."id" = 'u-new'
                """)).isEqualTo("sign-in of u-new trialing s-new");
        assertThat(profiles.text("select count(*) from \"Profile\"")).isEqualTo("120");
    }

    private static String user(String id) {
        return """
                insert into "User" ("id", "userId", "name", "imageUrl", "email")
                values ('%s', 'sign-in of %s', 'New', '', 'new@example.com');
                """.formatted(id, id);
    }

    private static String server(String id, String user) {
        return """
                insert into "Server" ("id", "name", "imageUrl", "inviteCode", "userId", "updatedAt")
                values ('%s', 'New', '', 'invitation to %s', '%s', current_timestamp);
                """.formatted(id, id, user);
    }
}
