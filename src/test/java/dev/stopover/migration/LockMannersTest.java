package dev.stopover.migration;

import static dev.stopover.migration.MigrationStage.phase;
import static dev.stopover.migration.MigrationStage.plan;
import static dev.stopover.migration.MigrationStage.script;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.stopover.failure.ExitCode;
import dev.stopover.failure.FailedException;
import dev.stopover.failure.StoppedException;
import dev.stopover.plan.Phase;
import dev.stopover.plan.Script;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LockMannersTest {
    private static final MigrationSettings IMPATIENT =
            new MigrationSettings(Duration.ofMillis(400), Duration.ofSeconds(3), Duration.ZERO, Duration.ZERO);

    private final MigrationStage stage = new MigrationStage();
    private final Script table = script("expand/V1__t.sql", "create table t (id bigint)");
    private final Script alter = script("expand/V2__a.sql", "alter table t add column name text;");

    @BeforeEach
    void createTable() throws SQLException {
        stage.migrate(table);
        stage.heard.events.clear();
    }

    @Test
    void triesAgainUntilTheLockIsFree() throws Exception {
        // Given
        try (Connection reader = stage.database.open("report");
                Statement sql = reader.createStatement()) {
            reader.setAutoCommit(false);
            sql.execute("select * from t");

            // When
            CompletableFuture<Void> migration = migrating(MigrationStage.QUICK);
            await().until(() -> stage.heard.events.contains("retry 2"));
            reader.commit();
            migration.get(20, TimeUnit.SECONDS);
        }

        // Then
        assertThat(stage.heard.events).endsWith("applied 2");
        assertThat(stage.heard.blockers.get(0))
                .contains("application stopover report")
                .contains("select * from t");
    }

    @Test
    void givesUpInTimeAndNamesTheBlocker() throws Exception {
        // Given
        try (Connection reader = stage.database.open("report");
                Statement sql = reader.createStatement()) {
            reader.setAutoCommit(false);
            sql.execute("select * from t");
            long startedAt = System.nanoTime();

            // When
            assertThatThrownBy(() -> migrate(IMPATIENT))
                    // Then
                    .isInstanceOf(FailedException.class)
                    .hasMessageContaining("expand/V2__a.sql:1")
                    .hasMessageContaining("55P03")
                    .hasMessageContaining(
                            "user postgres, application stopover report, idle in transaction, query began")
                    .hasMessageContaining("select * from t")
                    .satisfies(e -> assertThat(e.getSuppressed()).isNotEmpty());
            assertThat(Duration.ofNanos(System.nanoTime() - startedAt)).isLessThan(Duration.ofSeconds(6));
        }
        assertThat(stage.history()).hasSize(1);
    }

    @Test
    void letsAReaderBehindItWaitNoLongerThanTheLockTimeout() throws Exception {
        // Given
        try (Connection report = stage.database.open("report");
                Statement holding = report.createStatement();
                Connection application = stage.database.open("application");
                Statement reading = application.createStatement()) {
            report.setAutoCommit(false);
            holding.execute("select * from t");
            CompletableFuture<Void> migration = migrating(MigrationStage.QUICK);
            await().pollInterval(Duration.ofMillis(5))
                    .until(() -> !stage.texts("select 1 from pg_locks where relation = 't'::regclass and not granted")
                            .isEmpty());

            // When
            long startedAt = System.nanoTime();
            reading.execute("select * from t");
            Duration waited = Duration.ofNanos(System.nanoTime() - startedAt);

            // Then
            assertThat(waited).isLessThan(MigrationStage.QUICK.lockTimeout().plusMillis(250));
            report.commit();
            migration.get(20, TimeUnit.SECONDS);
        }
    }

    @Test
    void triesAStatementOfAJournalledScriptAgainToo() throws Exception {
        // Given
        Script both = script("expand/V2__a.sql", "alter table t add column name text;\nvacuum t;\n");
        try (Connection reader = stage.database.open("report");
                Statement sql = reader.createStatement()) {
            reader.setAutoCommit(false);
            sql.execute("select * from t");

            // When
            CompletableFuture<Void> migration = migrating(MigrationStage.QUICK, table, both);
            await().until(() -> stage.heard.events.contains("retry 2"));
            reader.commit();
            migration.get(20, TimeUnit.SECONDS);
        }

        // Then
        assertThat(stage.journalled()).containsExactly("2.1 done", "2.2 done");
        assertThat(stage.heard.blockers.get(0)).contains("stopover report");
    }

    @Test
    void givesEachStatementOfAJournalledScriptTimeOfItsOwn() throws Exception {
        // Given
        MigrationSettings settings =
                new MigrationSettings(Duration.ofMillis(300), Duration.ofSeconds(2), Duration.ZERO, Duration.ZERO);
        Script several = script("expand/V2__a.sql", """
                alter table t add column name text;
                vacuum t;
                select pg_sleep(2.5);
                alter table t add column age int;
                """);
        try (Connection reader = stage.database.open("report");
                Statement sql = reader.createStatement()) {
            reader.setAutoCommit(false);
            sql.execute("select * from t");

            // When
            CompletableFuture<Void> migration = migrating(settings, table, several);
            await().until(() -> stage.heard.events.contains("retry 2"));
            reader.commit();
            await().until(() -> stage.heard.events.contains("done 2:2"));
            int retries = stage.heard.blockers.size();
            sql.execute("select * from t");
            await().until(() -> migration.isDone() || stage.heard.blockers.size() > retries);
            reader.commit();

            // Then
            migration.get(20, TimeUnit.SECONDS);
        }
        assertThat(stage.journalled()).containsExactly("2.1 done", "2.2 done", "2.3 done", "2.4 done");
    }

    @Test
    void stopsAtOnceInTheMiddleOfAStatement() throws Exception {
        // Given
        Script slow = script("expand/V2__slow.sql", "create table half (id bigint);\nselect pg_sleep(60);\n");
        CompletableFuture<Void> migration = migrating(MigrationStage.QUICK, table, slow);
        await().until(() -> !stage.texts(
                        "select 1 from pg_stat_activity where wait_event = 'PgSleep' and datname = current_database()")
                .isEmpty());

        // When
        long startedAt = System.nanoTime();
        stage.stop.stop(ExitCode.TERMINATED);

        // Then
        assertThatThrownBy(migration::join)
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(StoppedException.class);
        assertThat(Duration.ofNanos(System.nanoTime() - startedAt)).isLessThan(Duration.ofSeconds(2));
        assertThat(stage.texts("select 1 from pg_class where relname = 'half'")).isEmpty();
    }

    private CompletableFuture<Void> migrating(MigrationSettings settings) {
        return migrating(settings, table, alter);
    }

    private CompletableFuture<Void> migrating(MigrationSettings settings, Script... scripts) {
        return CompletableFuture.runAsync(() -> {
            try {
                migrate(settings, scripts);
            } catch (SQLException e) {
                throw new CompletionException(e);
            }
        });
    }

    private void migrate(MigrationSettings settings) throws SQLException {
        migrate(settings, table, alter);
    }

    private void migrate(MigrationSettings settings, Script... scripts) throws SQLException {
        Phase phase = phase("expand", scripts);
        stage.runner(settings).run(plan(Optional.empty(), phase), phase);
    }
}
