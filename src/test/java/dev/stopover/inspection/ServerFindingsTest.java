package dev.stopover.inspection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.stopover.database.Database;
import dev.stopover.inspection.Inspection.Clients;
import dev.stopover.inspection.Inspection.SlowQuery;
import dev.stopover.inspection.Inspection.TableUse;
import dev.stopover.inspection.Inspection.Unseen;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ServerFindingsTest {
    private final Observed observed = new Observed("""
            create table t (id int primary key, n int);
            insert into t select i, i from generate_series(1, 1000) i;
            """);

    @Test
    void findsSessionsThatForgotTheirTransactionAndPreparedOnes() throws SQLException {
        // Given
        observed.execute("begin; insert into t values (5000, 1); prepare transaction 'left behind'");
        try (Connection forgetful = observed.database.connect("web")) {
            forgetful.setAutoCommit(false);
            run(forgetful, "select count(*) from t");

            // When
            Inspection all = Observed.inspect(observed.database, Duration.ofSeconds(20), Duration.ZERO);
            Inspection old = observed.inspect();

            // Then
            assertThat(Observed.about(Topic.LONG_TRANSACTION, all))
                    .singleElement()
                    .asString()
                    .startsWith("problem pid ")
                    .contains("application stopover web: idle in transaction, in a transaction for");
            assertThat(Observed.about(Topic.LONG_TRANSACTION, old)).isEmpty();
            assertThat(Observed.about(Topic.PREPARED_TRANSACTION, all))
                    .singleElement()
                    .asString()
                    .startsWith("problem 'left behind': of user postgres");
            assertThat(all.clients()).contains(new Clients("stopover web", "postgres", "idle in transaction", 1, 0));
        }
        observed.execute("rollback prepared 'left behind'");
    }

    @Test
    void findsWhoWaitsForALockAndWaitsForNobodyItself() throws Exception {
        // Given
        try (Connection holder = observed.database.connect("holder");
                Connection waiter = observed.database.connect("waiter")) {
            holder.setAutoCommit(false);
            run(holder, "lock table t");
            CompletableFuture<Void> waiting = CompletableFuture.runAsync(() -> runUnchecked(waiter, "table t"));
            await().until(() ->
                    one("select count(*) from pg_locks where not granted").equals("1"));

            // When
            Inspection inspection = observed.inspect();

            // Then
            assertThat(Observed.about(Topic.LOCK_WAIT, inspection))
                    .singleElement()
                    .asString()
                    .contains(
                            "application stopover waiter: waits for AccessShareLock on t, held or asked for earlier by pid");
            assertThat(inspection.tables())
                    .singleElement()
                    .extracting(TableUse::bytes)
                    .isEqualTo(Optional.empty());
            assertThat(inspection.unseen()).extracting(Unseen::subject).contains("sizes");
            holder.rollback();
            waiting.join();
        }
    }

    @Test
    void findsThatFewConnectionsAreLeft() throws SQLException {
        // Given
        List<Connection> taken = new ArrayList<>();
        try {
            for (int i = 0; i < 15; i++) {
                taken.add(observed.database.connect("crowd"));
            }

            // When / Then
            assertThat(Observed.about(Topic.FEW_CONNECTIONS_LEFT, observed.inspect()))
                    .singleElement()
                    .asString()
                    .matches("warning max_connections: 1[678] of 20 connections for ordinary roles are taken");
        } finally {
            for (Connection connection : taken) {
                connection.close();
            }
        }
    }

    @Test
    void findsSlotsThatNobodyReadsAndAnArchiveThatFails() throws SQLException {
        // Given
        observed.execute("select pg_create_physical_replication_slot('abandoned', true)");
        observed.execute("select pg_switch_wal()");
        await().until(() -> one("select failed_count > 0 from pg_stat_archiver").equals("t"));

        // When
        Inspection inspection = observed.inspect();
        observed.execute("select pg_drop_replication_slot('abandoned')");

        // Then
        assertThat(Observed.about(Topic.REPLICATION, inspection))
                .anySatisfy(finding -> assertThat(finding)
                        .startsWith("warning replication slot 'abandoned': nobody reads from it, and it keeps"))
                .anySatisfy(finding -> assertThat(finding).startsWith("problem WAL archive: archiving fails since"));
    }

    @Test
    void namesSettingsThatBreakAMigration() {
        // Given
        String name = observed.database.settings().database();
        observed.execute("alter database " + name + " set default_transaction_isolation = 'repeatable read'");

        // When
        Inspection inspection = observed.inspect();

        // Then
        assertThat(Observed.about(Topic.SETTING, inspection))
                .anySatisfy(finding -> assertThat(finding).startsWith("problem fsync: is off"))
                .anySatisfy(finding -> assertThat(finding).startsWith("problem autovacuum: is off"))
                .anySatisfy(finding ->
                        assertThat(finding).startsWith("hint default_transaction_isolation: is repeatable read"));
        assertThat(inspection.settings())
                .contains(
                        new Inspection.Setting("deadlock_timeout", "1000 ms", false),
                        new Inspection.Setting("max_wal_size", "1024 MB", false),
                        new Inspection.Setting("lock_timeout", "0 ms", false),
                        new Inspection.Setting("max_connections", "23", true));
    }

    @Test
    void showsTheStatementsThatTookMostTimeWithoutTheirValuesAndNoOthers() {
        // Given
        observed.execute("create extension pg_stat_statements");
        observed.execute("create role someone password 's3cret'; drop role someone");
        observed.execute("select count(*) from t a, t b where a.n <> 4711");

        // When
        Inspection inspection = observed.inspect();

        // Then
        assertThat(inspection.queries())
                .extracting(SlowQuery::sql)
                .contains("select count(*) from t a, t b where a.n <> $1")
                .noneMatch(sql -> sql.contains("s3cret") || sql.contains("4711"));
        assertThat(inspection.queries().get(0).meanMillis()).isPositive();
        assertThat(inspection.unseen()).isEmpty();
    }

    @Test
    void saysHowToHaveStatementsCounted() {
        assertThat(observed.inspect().unseen())
                .containsExactly(new Unseen(
                        "slow queries",
                        "the extension pg_stat_statements is not installed in this database",
                        "create extension pg_stat_statements"));
    }

    @Test
    void worksForARoleThatMayOnlyConnectAndSaysWhatItCouldNotSee() throws SQLException {
        // Given
        observed.execute("create table hidden (id serial primary key); select setval('hidden_id_seq', 2000000000);"
                + " create table keyless (n int)");
        Database nobody = observed.asNobody();
        try (Connection forgetful = observed.database.connect("web")) {
            forgetful.setAutoCommit(false);
            run(forgetful, "select count(*) from t");

            // When
            Inspection inspection = Observed.inspect(nobody, Duration.ofSeconds(20), Duration.ZERO);

            // Then
            assertThat(Observed.about(Topic.TABLE_WITHOUT_PRIMARY_KEY, inspection))
                    .singleElement()
                    .asString()
                    .startsWith("warning keyless");
            assertThat(inspection.tables()).extracting(TableUse::name).contains("t", "hidden", "keyless");
            assertThat(Observed.about(Topic.LONG_TRANSACTION, inspection)).isEmpty();
            assertThat(Observed.about(Topic.SEQUENCE_NEAR_ITS_END, inspection)).isEmpty();
            assertThat(inspection.unseen())
                    .extracting(Unseen::subject)
                    .containsExactly("sessions of other roles", "sequences", "slow queries");
            assertThat(inspection.unseen().get(1).reason()).contains("hidden_id_seq");
            assertThat(inspection.clients())
                    .anySatisfy(clients -> assertThat(clients.application()).isEqualTo("stopover web"));
        }
    }

    @Test
    void goesOnWithoutWhatTakesTooLong() {
        // Given
        observed.execute("""
                do $$
                begin
                  for i in 1 .. 3000 loop
                    execute format('create table many_%s (id int primary key, n int unique)', i);
                    if i % 300 = 0 then
                      commit;
                    end if;
                  end loop;
                end
                $$
                """);

        // When
        Inspection inspection = Observed.inspect(observed.database, Duration.ofMillis(1), Duration.ofMinutes(1));

        // Then
        assertThat(inspection.unseen()).anySatisfy(unseen -> {
            assertThat(unseen.reason()).contains("statement timeout");
            assertThat(unseen.remedy()).contains("--timeout");
        });
    }

    private String one(String sql) throws SQLException {
        try (Connection connection = observed.database.connect("test");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void runUnchecked(Connection connection, String sql) {
        try {
            run(connection, sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
