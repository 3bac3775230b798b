package dev.stopover.reference.promptcraft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.stopover.testing.ReferencePlan;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What an unprivileged role sees and may do. Team red belongs to ann, with bob as admin and cid as member; team blue
 * belongs to dan.
 */
class PromptcraftPoliciesTest {
    private static final String PERMISSION_DENIED = "42501";
    private static final String HASH = "'" + "a1".repeat(32) + "'";

    private static ReferencePlan reference;

    @BeforeAll
    static void runThePlan() {
        reference = new ReferencePlan("promptcraft", 1);
        reference.migrate("security");
        reference.execute("""
                create role promptcraft_unprivileged;
                grant select, insert, update, delete on all tables in schema public to promptcraft_unprivileged;
                """);
    }

    @BeforeEach
    void makeTwoTeams() {
        reference.execute("""
                delete from "User" where id in ('ann', 'bob', 'cid', 'dan');
                insert into "User" (id, email, "updatedAt")
                select name, name || '@example.com', now() from unnest('{ann, bob, cid, dan}'::text[]) as name;
                insert into "Team" (id, name, "ownerId") values ('red', 'Red', 'ann'), ('blue', 'Blue', 'dan');
                insert into "TeamMember" (id, "teamId", "userId", role)
                values ('m1', 'red', 'ann', 'OWNER'), ('m2', 'red', 'bob', 'ADMIN'), ('m3', 'red', 'cid', 'MEMBER'),
                    ('m4', 'blue', 'dan', 'OWNER');
                insert into "ApiKey" (id, "teamId", name, "hashedKey", scopes)
                values ('k1', 'red', 'CI', %1$s, '{read}'), ('k2', 'blue', 'CI', repeat('b', 64), '{read, write}');
                insert into "UsageAnalytics" (id, "userId", "teamId", feature, "usageCount")
                values ('u1', 'ann', 'red', 'share', 1), ('u2', 'cid', 'red', 'share', 2), ('u3', 'dan', 'blue', 'share', 3),
                    ('u4', 'cid', null, 'export', 4);
                insert into "AuditLog" (id, "userId", "teamId", action, "resourceType", "resourceId")
                values ('l1', 'ann', 'red', 'invite', 'user', 'bob'), ('l2', 'cid', 'red', 'read', 'prompt', 'p'),
                    ('l3', 'dan', 'blue', 'read', 'prompt', 'q'), ('l4', 'cid', null, 'sign-in', 'user', 'cid');
                insert into "AuditRetention" ("teamId", "keepDays") values ('red', 400);
                """.formatted(HASH));
    }

    @Test
    void nobodyIsToldNothing() throws SQLException {
        // When
        List<String> seen = new ArrayList<>();
        for (String table : List.of("Team", "TeamMember", "UsageAnalytics", "ApiKey", "AuditLog", "AuditRetention")) {
            seen.addAll(as("", "select '" + table + "' from \"" + table + "\""));
        }

        // Then
        assertThat(seen).isEmpty();
    }

    @Test
    void teamsAndTheirMembersAreSeenFromInsideOnly() throws SQLException {
        assertThat(as("cid", "select id from \"Team\"")).containsExactly("red");
        assertThat(as("cid", "select \"userId\" from \"TeamMember\" order by id"))
                .containsExactly("ann", "bob", "cid");
        assertThat(as("dan", "select id from \"Team\"")).containsExactly("blue");
        assertThat(as("dan", "select \"userId\" from \"TeamMember\"")).containsExactly("dan");
    }

    @Test
    void usageAndLogAreSeenByWhoeverMadeThemAndByTheTeamsAdmins() throws SQLException {
        assertThat(as("cid", "select id from \"UsageAnalytics\" order by id")).containsExactly("u2", "u4");
        assertThat(as("bob", "select id from \"UsageAnalytics\" order by id")).containsExactly("u1", "u2");
        assertThat(as("cid", "select id from \"AuditLog\" order by id")).containsExactly("l2", "l4");
        assertThat(as("bob", "select id from \"AuditLog\" order by id")).containsExactly("l1", "l2");
        assertThat(as("dan", "select id from \"AuditLog\" order by id")).containsExactly("l3");
    }

    @Test
    void keysAreForAdminsOnly() throws SQLException {
        assertThat(as("bob", "select id from \"ApiKey\"")).containsExactly("k1");
        assertThat(as("cid", "select id from \"ApiKey\"")).isEmpty();
        assertThat(as("cid", "delete from \"ApiKey\" returning id")).isEmpty();
        refused("cid", "insert into \"ApiKey\" values ('k3', 'red', 'mine', repeat('c', 64), now(), null, '{}')");
        refused("bob", "insert into \"ApiKey\" values ('k3', 'blue', 'theirs', repeat('c', 64), now(), null, '{}')");
        assertThat(
                        as(
                                "bob",
                                "insert into \"ApiKey\" values ('k3', 'red', 'ours', repeat('c', 64), now(), null, '{}') returning id"))
                .containsExactly("k3");
    }

    @Test
    void aKeyIsStoredAsItsHashOnlyAndFoundByIt() throws SQLException {
        refusedBy(
                "ApiKey_hashedKey_check",
                "bob",
                "insert into \"ApiKey\" values ('k3', 'red', 'plain', 'pk_live_0123456789', now(), null, '{}')");
        refusedBy(
                "ApiKey_hashedKey_idx",
                "bob",
                "insert into \"ApiKey\" values ('k3', 'red', 'again', repeat('b', 64), now(), null, '{}')");
        assertThat(as("", "select \"teamId\" || ' ' || scopes::text from \"teamOfApiKey\"(repeat('b', 64))"))
                .containsExactly("blue {read,write}");
        reference.execute("update \"ApiKey\" set \"expiresAt\" = now() at time zone 'UTC' - interval '1 second'");
        assertThat(as("", "select \"teamId\" from \"teamOfApiKey\"(repeat('b', 64)) where \"teamId\" is not null"))
                .isEmpty();
    }

    @Test
    void anAdminChangesTheTeamAndNotItsOwner() throws SQLException {
        assertThat(as("bob", "update \"Team\" set name = 'Rouge' returning id")).containsExactly("red");
        assertThat(as("cid", "update \"Team\" set name = 'Mine' returning id")).isEmpty();
        refused("bob", "update \"Team\" set \"ownerId\" = 'bob' where id = 'red'");
        assertThat(as("bob", "delete from \"Team\" returning id")).isEmpty();
        assertThat(as("ann", "update \"Team\" set \"ownerId\" = 'bob' where id = 'red' returning \"ownerId\""))
                .containsExactly("bob");
    }

    @Test
    void anAdminInvitesMembersAndMakesNobodyOwner() throws SQLException {
        refused("cid", "insert into \"TeamMember\" (id, \"teamId\", \"userId\") values ('m5', 'red', 'dan')");
        refused("dan", "insert into \"TeamMember\" (id, \"teamId\", \"userId\") values ('m5', 'red', 'dan')");
        refused("bob", "insert into \"TeamMember\" values ('m5', 'red', 'dan', 'OWNER')");
        refused("bob", "update \"TeamMember\" set role = 'OWNER' where \"userId\" = 'bob'");
        refused("bob", "update \"TeamMember\" set \"teamId\" = 'blue' where \"userId\" = 'cid'");
        assertThat(as("bob", "delete from \"TeamMember\" where role = 'OWNER' returning id"))
                .isEmpty();
        assertThat(as("bob", "insert into \"TeamMember\" values ('m5', 'red', 'dan', 'ADMIN') returning id"))
                .containsExactly("m5");
        assertThat(as("cid", "delete from \"TeamMember\" returning id")).containsExactly("m3");
        assertThat(as("ann", "update \"TeamMember\" set role = 'OWNER' where id = 'm2' returning id"))
                .containsExactly("m2");
    }

    @Test
    void nobodyWritesInTheNameOfOthers() throws SQLException {
        String log =
                "insert into \"AuditLog\" (id, \"userId\", \"teamId\", action, \"resourceType\", \"resourceId\") values ";
        refused("cid", log + "('l5', 'ann', 'red', 'read', 'prompt', 'p')");
        refused("cid", log + "('l5', 'cid', 'blue', 'read', 'prompt', 'p')");
        refused("cid", "update \"UsageAnalytics\" set \"teamId\" = 'blue' where id = 'u4'");
        refused("cid", "insert into \"UsageAnalytics\" (id, \"userId\", feature) values ('u5', 'ann', 'share')");
        assertThat(as("cid", log + "('l5', 'cid', 'red', 'read', 'prompt', 'p') returning id"))
                .containsExactly("l5");
        assertThat(as("cid", "update \"UsageAnalytics\" set \"usageCount\" = 5 returning id"))
                .containsExactlyInAnyOrder("u2", "u4");
    }

    @Test
    void nobodyRewritesTheLog() throws SQLException {
        assertThat(as("ann", "update \"AuditLog\" set action = 'nothing' returning id"))
                .isEmpty();
        assertThat(as("ann", "delete from \"AuditLog\" returning id")).isEmpty();
        refused("ann", "select \"deleteExpiredAuditLog\"()");
    }

    @Test
    void theLogIsKeptForAsLongAsTheTeamSaysAndTwoYearsOtherwise() throws SQLException {
        // Given
        reference.execute("""
                insert into "AuditLog" (id, "userId", "teamId", action, "resourceType", "resourceId", "createdAt")
                select team || ' ' || age, 'ann', nullif(team, 'none'), 'read', 'prompt', 'p',
                    now() at time zone 'UTC' - age * interval '1 day'
                from unnest('{red, blue, none}'::text[]) as team
                cross join unnest('{399, 401, 729, 731}'::integer[]) as age;
                """);

        // When
        String first = reference.text("select \"deleteExpiredAuditLog\"(2)");
        String second = reference.text("select \"deleteExpiredAuditLog\"()");

        // Then
        assertThat(List.of(first, second)).containsExactly("2", "3");
        assertThat(reference.texts("select id from \"AuditLog\" where \"userId\" = 'ann' and id <> 'l1' order by id"))
                .containsExactly("blue 399", "blue 401", "blue 729", "none 399", "none 401", "none 729", "red 399");
        refusedBy("AuditRetention_keepDays_check", "ann", "update \"AuditRetention\" set \"keepDays\" = 30");
        assertThat(as("bob", "update \"AuditRetention\" set \"keepDays\" = 100 returning \"teamId\""))
                .isEmpty();
        assertThat(as("ann", "update \"AuditRetention\" set \"keepDays\" = 100 returning \"teamId\""))
                .containsExactly("red");
    }

    private static void refused(String user, String sql) {
        assertThatExceptionOfType(SQLException.class)
                .as(sql)
                .isThrownBy(() -> as(user, sql))
                .satisfies(e -> assertThat(e.getSQLState()).as(e.getMessage()).isEqualTo(PERMISSION_DENIED));
    }

    private static void refusedBy(String constraint, String user, String sql) {
        assertThatExceptionOfType(SQLException.class)
                .as(sql)
                .isThrownBy(() -> as(user, sql))
                .withMessageContaining(constraint);
    }

    /** The first column of what the statement returns when the unprivileged role runs it for a user. */
    private static List<String> as(String user, String sql) throws SQLException {
        try (Connection connection = reference.database().connect("test");
                Statement statement = connection.createStatement()) {
            statement.execute("set role promptcraft_unprivileged");
            statement.execute("select set_config('promptcraft.user_id', '" + user + "', false)");
            List<String> values = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery(sql)) {
                while (rows.next()) {
                    values.add(rows.getString(1));
                }
            }
            return values;
        }
    }
}
