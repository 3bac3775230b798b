package dev.stopover.migration;

import static dev.stopover.migration.MigrationStage.phase;
import static dev.stopover.migration.MigrationStage.plan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stopover.database.Fingerprint;
import dev.stopover.failure.ExitCode;
import dev.stopover.failure.FailedException;
import dev.stopover.failure.StoppedException;
import dev.stopover.plan.Phase;
import dev.stopover.plan.Script;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.output.ValidateResult;
import org.junit.jupiter.api.Test;

class UndoRunnerTest {
    private final MigrationStage stage = new MigrationStage();
    private final Script table = script("1", "create table t (id bigint primary key, name text)", "drop table t");
    private final Script column =
            script("2", "alter table t add column size int not null default 0", "alter table t drop column size");
    private final Script index = script(
            "3",
            "create index concurrently t_name on t (name);\ncreate index concurrently t_size on t (size);",
            "drop index concurrently t_size;\ndrop index concurrently t_name;");

    @Test
    void takesScriptsBackInReverseOrderAndRestoresTheFingerprint() throws Exception {
        // Given
        Phase phase = phase("expand", table, column, index);
        Fingerprint before = fingerprint();
        migrate(phase);
        Fingerprint between = fingerprint();
        stage.heard.events.clear();

        // When
        undo(phase);

        // Then
        assertThat(between.differencesTo(before)).isNotEmpty();
        assertThat(fingerprint().differencesTo(before)).isEmpty();
        assertThat(stage.journal()).isEmpty();
        assertThat(stage.heard.events.stream().filter(event -> event.startsWith("applied")))
                .containsExactly("applied 3", "applied 2", "applied 1");
    }

    @Test
    void stockFlywayTakesAnUndoneVersionForPendingAndAppliesItAgain() throws Exception {
        // Given
        Phase phase = phase("expand", table, column, index);
        migrate(phase);

        // When
        undo(phase);

        // Then
        Flyway stock = stock(phase);
        assertThat(stock.info().pending()).extracting(MigrationInfo::getState).containsOnly(MigrationState.PENDING);
        assertThat(stock.info().pending()).hasSize(3);
        ValidateResult valid = stock.validateWithResult();
        assertThat(valid.invalidMigrations)
                .allSatisfy(
                        invalid -> assertThat(invalid.errorDetails.errorMessage).contains("not applied"));
        migrate(phase);
        assertThat(stock(phase).info().pending()).isEmpty();
        assertThat(stock(phase).validateWithResult().validationSuccessful).isTrue();
        assertThat(stage.texts("select count(*) from flyway_schema_history where version is not null"))
                .containsExactly("9");
    }

    @Test
    void keepsNothingOfAnUndoThatFails() throws Exception {
        // Given
        Script broken = script(
                "2", "alter table t add column size int", "alter table t drop column size;\ndrop table missing;");
        Phase phase = phase("expand", table, broken);
        migrate(phase);

        // When
        assertThatThrownBy(() -> undo(phase))
                .isInstanceOf(FailedException.class)
                .hasMessageContaining("expand/U2__it.sql:2")
                .hasMessageContaining("missing");

        // Then
        assertThat(stage.texts("select count(*) from pg_attribute where attrelid = 't'::regclass and attname = 'size'"))
                .containsExactly("1");
        assertThat(stage.texts("select type from flyway_schema_history where version = '2'"))
                .containsExactly("SQL");
    }

    @Test
    void goesOnWithAJournalledUndoAtTheStatementThatFailed() throws Exception {
        // Given
        Phase phase = phase("expand", table, column, index);
        migrate(phase);
        Phase broken = phase(
                "expand",
                table,
                column,
                script("3", index.sql(), "drop index concurrently t_size;\ndrop index concurrently missing;"));
        assertThatThrownBy(() -> undo(broken)).isInstanceOf(FailedException.class);
        assertThat(stage.journal()).contains("3.1 done");
        Phase corrected = phase(
                "expand",
                table,
                column,
                script("3", index.sql(), "drop index concurrently t_size;\ndrop index concurrently t_name;"));

        // When
        undo(corrected);

        // Then
        assertThat(stage.journal()).isEmpty();
        assertThat(stage.texts("select count(*) from pg_class where relname in ('t', 't_size', 't_name')"))
                .containsExactly("0");
    }

    @Test
    void takesBackAScriptThatWasLeftHalfWay() throws Exception {
        // Given
        Phase tableOnly = phase("expand", table);
        migrate(tableOnly);
        Script half = script(
                "3",
                "create index concurrently t_name on t (name);\ncreate index concurrently t_none on t (nothing);",
                "drop index concurrently if exists t_none;\ndrop index concurrently if exists t_name;");
        Phase phase = phase("expand", table, half);
        assertThatThrownBy(() -> migrate(phase)).isInstanceOf(FailedException.class);

        // When
        undo(phase);

        // Then
        assertThat(stage.texts("select count(*) from pg_class where relname in ('t', 't_name')"))
                .containsExactly("0");
        assertThat(stage.texts("select type from flyway_schema_history where version = '3'"))
                .isEmpty();
    }

    @Test
    void waitsForALockInShortAttempts() throws Exception {
        // Given
        Phase phase = phase("expand", table);
        migrate(phase);
        CompletableFuture<Void> undone;
        try (Connection reader = stage.database.open("reader");
                Statement statement = reader.createStatement()) {
            reader.setAutoCommit(false);
            statement.execute("select * from t");
            undone = CompletableFuture.runAsync(() -> undoUnchecked(phase));
            Awaitility.await().until(() -> stage.heard.events.stream().anyMatch(event -> event.startsWith("retry")));

            // When
            reader.commit();
        }
        undone.get(20, TimeUnit.SECONDS);

        // Then
        assertThat(stage.texts("select to_regclass('t') is null")).containsExactly("t");
    }

    @Test
    void stopsInTheMiddleOfAStatementAndGoesOnLater() throws Exception {
        // Given
        Script slow = script("2", "create table s (id int)", "select pg_sleep(60);\ndrop table s;");
        Phase phase = phase("expand", table, slow);
        migrate(phase);
        CompletableFuture<Void> undone = CompletableFuture.runAsync(() -> undoUnchecked(phase));
        Awaitility.await()
                .until(
                        () -> stage.texts("select query from pg_stat_activity where query like 'select pg_sleep%'"),
                        queries -> !queries.isEmpty());

        // When
        stage.stop.stop(ExitCode.TERMINATED);

        // Then
        assertThatThrownBy(() -> undone.get(2, TimeUnit.SECONDS)).hasCauseInstanceOf(StoppedException.class);
        assertThat(stage.texts("select to_regclass('s') is not null")).containsExactly("t");
    }

    @Test
    void namesWhatAnUndoScriptMustNotContain() {
        // Given
        Phase phase = phase("expand", script("1", "create table t (id int)", "begin;\ndrop table t;\ncommit;"));

        // When
        var problems = UndoRunner.problems(phase);

        // Then
        assertThat(problems)
                .hasSize(2)
                .allSatisfy(problem -> assertThat(problem).contains("expand/U1__it.sql"));
    }

    private void migrate(Phase phase) throws SQLException {
        stage.runner(MigrationStage.QUICK).run(plan(Optional.empty(), phase), phase);
    }

    private void undo(Phase phase) throws SQLException {
        new UndoRunner(stage.database, stage.epoch, MigrationStage.QUICK, stage.stop, stage.heard)
                .run(plan(Optional.empty(), phase), phase, () -> {});
    }

    private void undoUnchecked(Phase phase) {
        try {
            undo(phase);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Fingerprint fingerprint() throws SQLException {
        try (Connection connection = stage.database.open("test")) {
            return Fingerprint.read(connection);
        }
    }

    private Flyway stock(Phase phase) {
        return Flyway.configure()
                .dataSource(
                        stage.database.settings().jdbcUrl(),
                        stage.database.settings().user(),
                        "")
                .resourceProvider(new PlanResources(phase.migrations()))
                .mixed(true)
                .load();
    }

    private static Script script(String version, String sql, String undo) {
        return new Script(
                MigrationStage.script("expand/V" + version + "__it.sql", "").version(),
                "it",
                "expand/V" + version + "__it.sql",
                sql,
                Optional.of(new Script.Undo("expand/U" + version + "__it.sql", undo)));
    }
}
