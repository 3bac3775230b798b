package dev.stopover.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.stopover.testing.ReferencePlan;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What firms and consultants see of each other, through a role that is held by the policies. */
class SmarterFirmsTenantsTest {
    private static final List<String> TABLES = List.of(
            "\"ConsultantProfile\"",
            "\"FirmConsultantAssociation\"",
            "\"ConsultantPermission\"",
            "\"AuthLog\"",
            "\"AuthLogChain\"",
            "\"ConsultantNote\"");

    private static ReferencePlan firms;
    private static String role;

    @BeforeAll
    static void migrateAndGrant() {
        firms = new ReferencePlan("smarter-firms", 1);
        role = "web_" + firms.database().settings().database();
        firms.migrate("cutover");
        firms.execute("create role " + role
                + "; grant select, insert, update, delete on all tables in schema public to " + role);
    }

    @AfterAll
    static void dropRole() {
        firms.execute("drop owned by " + role + "; drop role " + role);
    }

    @Test
    void nothingIsSeenWithoutAFirmOrUser() throws SQLException {
        for (String table : TABLES) {
            assertThat(as("", "", "select count(*) from " + table)).as(table).containsExactly("0");
        }
    }

    @Test
    void eachFirmSeesWhatIsItsOwnAndNothingElse() throws SQLException {
        // Given
        List<String> ids = firms.texts("select id from \"Firm\" order by id");

        for (String firm : ids) {
            // When
            List<String> seen = as(firm, "", """
                    select (select count(*) from "FirmConsultantAssociation")
                        || ' ' || (select count(*) from "ConsultantPermission")
                        || ' ' || (select count(*) from "ConsultantProfile")
                        || ' ' || (select count(*) from "AuthLog")
                        || ' ' || (select count(*) from "ConsultantNote")
                    """);

            // Then
            assertThat(seen).containsExactly(firms.text("""
                    select (select count(*) from "FirmConsultantAssociation" where "firmId" = '%1$s')
                        || ' ' || (
                            select count(*)
                            from "ConsultantPermission" p
                            join "FirmConsultantAssociation" a on a.id = p."associationId"
                            where a."firmId" = '%1$s'
                        )
                        || ' ' || (
                            select count(*)
                            from "FirmConsultantAssociation"
                            where "firmId" = '%1$s'
                                and status <> 'REVOKED'
                        )
                        || ' ' || (select count(*) from "AuthLog" where "firmId" = '%1$s')
                        || ' ' || (select count(*) from "ConsultantNote" where "firmId" = '%1$s')
                    """.formatted(firm)));
        }
        assertThat(ids).hasSize(12);
    }

    @Test
    void aConsultantSeesTheFirmsItWorksForAndNoNotes() throws SQLException {
        // Given
        String user = firms.text("select \"userId\" from \"ConsultantProfile\" order by id limit 1");

        // When
        List<String> seen = as("", user, """
                select (select count(*) from "ConsultantProfile")
                    || ' ' || (select count(*) from "FirmConsultantAssociation")
                    || ' ' || (select count(*) from "ConsultantPermission")
                    || ' ' || (select count(*) from "ConsultantNote")
                """);

        // Then
        assertThat(seen).containsExactly("1 3 6 0");
    }

    @Test
    void aFirmCannotWriteIntoAnother() throws SQLException {
        // Given
        List<String> two = firms.texts("select id from \"Firm\" order by id limit 2");

        // When
        List<String> changed = as(two.get(0), "", """
                with changed as (
                    update "FirmConsultantAssociation"
                    set "accessLevel" = 'FULL_ACCESS'
                    where "firmId" = '%s'
                    returning id
                )
                select count(*) from changed
                """.formatted(two.get(1)));

        // Then
        assertThat(changed).containsExactly("0");
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> as(two.get(0), "", """
                        insert into "ConsultantNote" (id, "firmId", "consultantUserId", "authorId", title, "updatedAt")
                        select 'n1', '%s', "consultantUserId", "authorId", 'x', now()
                        from "ConsultantNote"
                        limit 1
                        returning id
                        """.formatted(two.get(1))))
                .withMessageContaining("row-level security");
    }

    @Test
    void aConsultantCannotGiveItselfAccess() throws SQLException {
        // Given
        String user = firms.text("select \"userId\" from \"ConsultantProfile\" order by id limit 1");

        // When
        List<String> changed = as("", user, """
                with changed as (
                    update "FirmConsultantAssociation"
                    set "accessLevel" = 'FULL_ACCESS'
                    returning id
                )
                select count(*) from changed
                """);

        // Then
        assertThat(changed).containsExactly("0");
    }

    @Test
    void aPartitionThatIsNamedShowsNothing() throws SQLException {
        // Given
        String firm = firms.text("select \"firmId\" from \"AuthLog_2024_08\" where \"firmId\" is not null limit 1");

        // When
        List<String> seen = as(firm, "", "select count(*) from \"AuthLog_2024_08\"");

        // Then
        assertThat(seen).containsExactly("0");
    }

    private static List<String> as(String firm, String user, String query) throws SQLException {
        try (Connection connection = firms.database().open("test");
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute(
                    "set role " + role + "; set app.firm_id = '" + firm + "'; set app.user_id = '" + user + "'");
            try (ResultSet rows = statement.executeQuery(query)) {
                List<String> texts = new ArrayList<>();
                while (rows.next()) {
                    texts.add(rows.getString(1));
                }
                return texts;
            }
        }
    }
}
