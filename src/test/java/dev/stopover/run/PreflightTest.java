package dev.stopover.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.stopover.database.Database;
import dev.stopover.database.DatabaseSettings;
import dev.stopover.database.StopSignal;
import dev.stopover.failure.ExitCode;
import dev.stopover.migration.ScriptWitness;
import dev.stopover.plan.Plan;
import dev.stopover.plan.Tripwires;
import dev.stopover.testing.TestServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PreflightTest {
    private static final Plan PLAN = new Plan("p", "P", Optional.empty(), true, List.of(), Tripwires.DEFAULT, "hash");

    private final Database database = TestServer.newDatabase();

    @Test
    void findsNothingOnAHealthyDatabase() throws SQLException {
        assertThat(findings(database, 1)).isEmpty();
    }

    @Test
    void refusesARoleThatMayNotCreateTables() throws SQLException {
        // Given
        String role = "poor_" + database.settings().database();
        TestServer.execute(database, "create role " + role + " login");
        // Before PostgreSQL 15 everybody could create tables in it.
        TestServer.execute(database, "revoke create on schema public from public");

        // When
        List<Finding> findings = findings(as(role), 1);

        // Then
        assertThat(findings)
                .filteredOn(Finding::blocking)
                .extracting(Finding::remedy)
                .containsExactly(
                        "grant create on database " + database.settings().database() + " to " + role + ";",
                        "grant create on schema public to " + role + ";");
    }

    @Test
    void refusesAReadOnlyRole() throws SQLException {
        // Given
        String role = "reader_" + database.settings().database();
        TestServer.execute(database, "create role " + role + " superuser login");
        TestServer.execute(database, "alter role " + role + " set default_transaction_read_only = on");

        // When, Then
        assertThat(findings(as(role), 1)).extracting(Finding::topic).containsExactly("read-only");
    }

    @Test
    void refusesARoleWhoseTablesWouldBeMadeAmongThoseOfTheHistory() throws SQLException {
        // Given
        try (Connection connection = database.connect("test");
                Statement statement = connection.createStatement()) {
            statement.execute("create role stopover superuser");
            statement.execute("set role stopover");

            // When
            List<Finding> findings = new Preflight(database, RunSettings.DEFAULT)
                    .examine(connection, PLAN, new BackupProbe(List.of(), RunSettings.DEFAULT, new StopSignal()));

            // Then
            assertThat(findings)
                    .filteredOn(Finding::blocking)
                    .extracting(Finding::topic)
                    .containsExactly("search path");
            statement.execute("reset role");
            statement.execute("drop role stopover");
        }
    }

    @Test
    void saysWhichTimeoutsOfTheRoleItReplaces() throws SQLException {
        // Given
        String role = "hasty_" + database.settings().database();
        TestServer.execute(database, "create role " + role + " superuser login");
        TestServer.execute(database, "alter role " + role + " set statement_timeout = '5s'");

        // When
        List<Finding> findings = findings(as(role), 1);

        // Then
        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.blocking()).isFalse();
            assertThat(finding.message()).isEqualTo("statement_timeout is 5000 ms (user).");
        });
    }

    @Test
    void namesAnInvalidUniqueIndex() throws SQLException {
        // Given
        TestServer.execute(database, "create table t (a int)");
        TestServer.execute(database, "create unique index t_a on t (a)");
        TestServer.execute(database, "update pg_index set indisvalid = false where indexrelid = 't_a'::regclass");

        // When, Then
        assertThat(findings(database, 1))
                .extracting(Finding::message)
                .containsExactly("index t_a on t is invalid, and being unique it still rejects rows.");
    }

    @Test
    void refusesWhenTooFewConnectionsAreLeft() throws SQLException {
        assertThat(findings(database, 10_000))
                .filteredOn(Finding::blocking)
                .extracting(Finding::topic)
                .containsExactly("connections");
    }

    @Test
    void recognisesAPoolerByWhatItKnowsOfOtherClients() throws SQLException {
        // Given: what a server says whose session was somebody else's before
        try (Connection connection = database.connect("test");
                Statement statement = connection.createStatement()) {
            statement.execute("prepare s as select 1");
            SQLException known =
                    catchThrowableOfType(SQLException.class, () -> statement.execute("prepare s as select 1"));
            SQLException unknown = catchThrowableOfType(SQLException.class, () -> statement.execute("execute t"));
            SQLException other = catchThrowableOfType(SQLException.class, () -> statement.execute("select 1 / 0"));

            // When, Then
            assertThat(List.of(known, unknown, other))
                    .extracting(PoolerProbe::isBehind)
                    .containsExactly(true, true, false);
            assertThat(PoolerProbe.refusal(PLAN, known).exitCode()).isEqualTo(ExitCode.BLOCKED);
        }
    }

    @Test
    void countsSessionsThatThePoorRoleMaySeeLittleOf() throws SQLException {
        // Given: other roles' sessions, which take the last connections that the run would need
        Database poor = as(poorRole());
        List<Connection> others = new ArrayList<>();
        try {
            int sessions = 20;
            for (int i = 0; i < sessions; i++) {
                others.add(database.connect("other"));
            }

            // When
            List<Finding> none = findings(poor, 0);
            List<Finding> tooMany = findings(poor, free());

            // Then
            assertThat(none).extracting(Finding::topic).doesNotContain("connections");
            assertThat(tooMany)
                    .filteredOn(Finding::blocking)
                    .extracting(Finding::topic)
                    .containsExactly("connections");
        } finally {
            for (Connection other : others) {
                other.close();
            }
        }
    }

    @Test
    void saysThatALongTransactionOfAnotherRoleCannotBeSeen() throws SQLException {
        // Given
        Database poor = as(poorRole());
        try (Connection other = database.connect("other")) {
            other.setAutoCommit(false);
            other.createStatement().execute("select 1");

            // When, Then
            assertThat(findings(poor, 1))
                    .filteredOn(finding -> finding.topic().equals("long transaction"))
                    .singleElement()
                    .satisfies(finding -> {
                        assertThat(finding.blocking()).isFalse();
                        assertThat(finding.message()).contains("cannot see whether");
                        assertThat(finding.remedy()).startsWith("grant pg_read_all_stats to poor_");
                    });
            assertThat(findings(database, 1)).isEmpty();
        }
    }

    private String poorRole() {
        String role = "poor_" + database.settings().database();
        TestServer.execute(database, "create role " + role + " login");
        TestServer.execute(database, "grant create on schema public to " + role);
        TestServer.execute(
                database, "grant create on database " + database.settings().database() + " to " + role);
        return role;
    }

    /** How many workers a role that sees everything could have now. */
    private int free() throws SQLException {
        try (Connection connection = database.connect("test");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("""
                        select current_setting('max_connections')::int
                               - current_setting('superuser_reserved_connections')::int
                               - coalesce(current_setting('reserved_connections', true)::int, 0)
                               - (select count(*) from pg_stat_activity where backend_type = 'client backend')
                        """)) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private Database as(String role) {
        DatabaseSettings settings = database.settings();
        return new Database(
                new DatabaseSettings(settings.hosts(), settings.database(), role, Optional.empty(), Map.of()));
    }

    private static List<Finding> findings(Database database, int workers) throws SQLException {
        RunSettings settings = new RunSettings(
                RunSettings.DEFAULT.lockWait(),
                RunSettings.DEFAULT.reconnectFor(),
                RunSettings.DEFAULT.lockTimeout(),
                RunSettings.DEFAULT.lockRetryFor(),
                RunSettings.DEFAULT.statementTimeout(),
                workers,
                OnFailure.ROLL_BACK,
                true,
                RunSettings.DEFAULT.throttle(),
                RunSettings.DEFAULT.backup(),
                RunSettings.DEFAULT.keys(),
                ScriptWitness.NONE);
        try (Connection connection = database.connect("test");
                Statement statement = connection.createStatement()) {
            statement.execute("set search_path = public");
            return new Preflight(database, settings)
                    .examine(connection, PLAN, new BackupProbe(List.of(), settings, new StopSignal()));
        }
    }
}
