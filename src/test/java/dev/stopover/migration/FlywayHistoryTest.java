package dev.stopover.migration;

import static dev.stopover.migration.MigrationStage.phase;
import static dev.stopover.migration.MigrationStage.plan;
import static dev.stopover.migration.MigrationStage.script;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stopover.failure.BlockedException;
import dev.stopover.failure.ExitCode;
import dev.stopover.failure.FailedException;
import dev.stopover.failure.StoppedException;
import dev.stopover.history.FencedException;
import dev.stopover.plan.InvalidPlanException;
import dev.stopover.plan.Phase;
import dev.stopover.plan.Plan;
import dev.stopover.plan.Script;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlywayHistoryTest {
    private static final Script USERS =
            script("expand/V2__create_users.sql", "create table users (id bigint primary key, email text);\n");
    private static final Script INDEX = script(
            "expand/V3__index_users.sql",
            "-- found by e-mail\nset search_path = public;\ncreate index concurrently users_email on users (email);\ninsert into users values (1, '${not a placeholder}');\n");
    private static final Script NOTES = script("contract/V4__notes.sql", "create table notes (id bigint);\r\n");

    private final MigrationStage stage = new MigrationStage();

    @TempDir
    Path folder;

    @Test
    void leavesAHistoryThatStockFlywayReadsAndFindsValid() throws Exception {
        // Given
        Phase expand = phase("expand", USERS, INDEX);
        Phase contract = phase("contract", NOTES);
        Plan plan = plan(Optional.empty(), expand, contract);

        // When
        stage.runner(MigrationStage.QUICK).run(plan, expand);
        stage.runner(MigrationStage.QUICK).run(plan, contract);

        // Then
        Flyway stock = stock(USERS, INDEX, NOTES);
        assertThat(stock.info().all())
                .extracting(info -> info.getVersion() + " " + info.getDescription() + " " + info.getState())
                .containsExactly(
                        "2 create users " + MigrationState.SUCCESS,
                        "3 index users " + MigrationState.SUCCESS,
                        "4 notes " + MigrationState.SUCCESS);
        stock.validate();
        assertThat(stage.texts("select script from flyway_schema_history order by installed_rank"))
                .containsExactly("expand/V2__create_users.sql", "expand/V3__index_users.sql", "contract/V4__notes.sql");
        assertThat(stage.texts("select email from users")).containsExactly("${not a placeholder}");
        assertThat(stage.heard.events)
                .containsExactly(
                        "started 2",
                        "applied 2",
                        "started 3",
                        "statement 3:2",
                        "done 3:2",
                        "statement 3:3",
                        "done 3:3",
                        "statement 3:4",
                        "done 3:4",
                        "applied 3",
                        "started 4",
                        "applied 4");
    }

    @Test
    void manyScriptsRunInTheirOrderAlsoWhenOneInTheMiddleIsMended() throws Exception {
        // Given
        Script[] scripts = IntStream.rangeClosed(1, 2 * Stretch.MOST_TOGETHER + 1)
                .mapToObj(number -> script(
                        "expand/V" + number + "__t" + number + ".sql",
                        number == 1
                                ? "create table t1 (id int)"
                                : "alter table t" + (number - 1) + " rename to t" + number))
                .toArray(Script[]::new);
        Script[] broken = scripts.clone();
        int late = Stretch.MOST_TOGETHER + 10;
        broken[late] = script(scripts[late].file(), "alter table t0 rename to none");
        assertThatThrownBy(() -> stage.migrate(broken)).hasMessageContaining(broken[late].file());

        // When
        stage.migrate(scripts);

        // Then
        stock(scripts).validate();
        assertThat(stage.texts("select relname::text from pg_class where relname ~ '^t[0-9]+$'"))
                .containsExactly("t" + scripts.length);
    }

    @Test
    void goesOnWhereStockFlywayLeftOff() throws Exception {
        // Given
        stock(USERS).migrate();

        // When
        stage.migrate(USERS, INDEX);

        // Then
        assertThat(stage.history())
                .containsExactly("2 expand/V2__create_users.sql true", "3 expand/V3__index_users.sql true");
    }

    @Test
    void doesNothingTheSecondTime() throws Exception {
        // Given
        stage.migrate(USERS, INDEX);
        stage.heard.events.clear();

        // When
        stage.migrate(USERS, INDEX);

        // Then
        assertThat(stage.heard.events).isEmpty();
        assertThat(stage.history()).hasSize(2);
    }

    @Test
    void baselinesAnExistingSchema() throws Exception {
        // Given
        stage.execute("create table old (id bigint)");
        Phase expand = phase("expand", USERS);

        // When
        stage.runner(MigrationStage.QUICK).run(plan(Optional.of("1"), expand), expand);

        // Then
        assertThat(
                        stage.texts(
                                "select type || ' ' || version || ' ' || description from flyway_schema_history order by installed_rank"))
                .containsExactly("BASELINE 1 Existing schema", "SQL 2 create users");
        stock(USERS).validate();
    }

    @Test
    void refusesAnEmptySchemaWhereThePlanExpectsAnOldOne() {
        // Given
        Phase expand = phase("expand", USERS);
        Plan plan = plan(Optional.of("1"), expand);

        // When
        assertThatThrownBy(() -> stage.runner(MigrationStage.QUICK).run(plan, expand))
                // Then
                .isInstanceOf(BlockedException.class)
                .hasMessageContaining("existing schema at version 1")
                .hasMessageContaining("public is empty");
    }

    @Test
    void refusesAnUnknownSchemaWithoutABaseline() {
        // Given
        stage.execute("create table old (id bigint)");

        // When
        assertThatThrownBy(() -> stage.migrate(USERS))
                // Then
                .isInstanceOf(BlockedException.class)
                .hasMessageContaining("names no baseline");
    }

    @Test
    void refusesADatabaseThatHasNotReachedTheBaseline() {
        // Given
        stock(USERS).migrate();
        Phase expand = phase("expand", script("expand/V10__x.sql", "select 1"));

        // When
        assertThatThrownBy(() -> stage.runner(MigrationStage.QUICK).run(plan(Optional.of("9"), expand), expand))
                // Then
                .isInstanceOf(BlockedException.class)
                .hasMessageContaining("at version 2")
                .hasMessageContaining("begins at 9");
    }

    @Test
    void namesEveryScriptThatWasChangedOrIsMissingOrComesTooLate() throws Exception {
        // Given
        Script fourth = script("expand/V4__d.sql", "create table d (id bigint)");
        stage.migrate(USERS, fourth, script("expand/V6__f.sql", "create table f (id bigint)"));
        Script changed = script(USERS.file(), "create table users (id bigint)");
        Script late = script("expand/V5__e.sql", "create table e (id bigint)");

        // When
        assertThatThrownBy(() -> stage.migrate(changed, late, script("expand/V7__g.sql", "select 1")))
                // Then
                .isInstanceOf(InvalidPlanException.class)
                .hasMessageContaining("expand/V2__create_users.sql:1:1: the script was changed after it was applied")
                .hasMessageContaining(
                        "expand/V5__e.sql:1:1: version 5 is not applied, but the database is at version 6")
                .hasMessageContaining("version 4 (expand/V4__d.sql), which is not in the plan")
                .hasMessageContaining("version 6 (expand/V6__f.sql), which is not in the plan");
    }

    @Test
    void leavesNothingOfAFailedScriptAndSaysWhere() throws Exception {
        // Given
        Script broken = script(
                "expand/V3__broken.sql",
                "create table kept (id bigint);\n\ninsert into kept\nvalues (1),\n  (nowhere);\n");

        // When
        assertThatThrownBy(() -> stage.migrate(USERS, broken))
                // Then
                .isInstanceOf(FailedException.class)
                .hasMessageContaining("expand/V3__broken.sql:5: ")
                .hasMessageContaining("\"nowhere\" does not exist")
                .hasMessageContaining("42703");
        assertThat(stage.history()).containsExactly("2 expand/V2__create_users.sql true");
        assertThat(stage.texts("select 1 from pg_class where relname = 'kept'")).isEmpty();
    }

    @Test
    void commitsNothingWhenAnotherRunnerTookOver() throws Exception {
        // Given
        stage.migrate(USERS);
        stage.execute("update stopover.plan set epoch = 2");

        // When
        assertThatThrownBy(() -> stage.migrate(USERS, script("expand/V3__late.sql", "create table late (id bigint)")))
                // Then
                .isInstanceOf(FencedException.class);
        assertThat(stage.history()).hasSize(1);
        assertThat(stage.texts("select 1 from pg_class where relname = 'late'")).isEmpty();
    }

    @Test
    void holdsTheEpochInTheTransactionOfTheScript() throws Exception {
        // Given
        Script takesOver = script(
                "expand/V2__look.sql",
                "create table seen as select l.mode from pg_locks l where l.pid = pg_backend_pid() and l.relation = 'stopover.plan'::regclass;\n"
                        + "create table limits as select current_setting('lock_timeout') as l, current_setting('search_path') as p;\n");

        // When
        stage.migrate(takesOver);

        // Then
        assertThat(stage.texts("select mode from seen")).contains("RowShareLock");
        assertThat(stage.texts("select l from limits")).containsExactly("300ms");
        assertThat(stage.texts("select p from limits").get(0)).startsWith("public");
    }

    @Test
    void doesNotPassASettingOnToTheNextScript() throws Exception {
        // Given
        Script sets = script("expand/V2__sets.sql", "set search_path = stopover; set lock_timeout = 0;");
        Script reads = script(
                "expand/V3__reads.sql",
                "create table public.seen as select current_setting('search_path') || ' ' || current_setting('lock_timeout') as s");

        // When
        stage.migrate(sets, reads);

        // Then
        assertThat(stage.texts("select s from public.seen")).containsExactly("public, \"$user\", public 300ms");
    }

    @Test
    void doesNotBeginWhenAskedToStop() {
        // Given
        stage.stop.stop(ExitCode.TERMINATED);

        // When
        assertThatThrownBy(() -> stage.migrate(USERS))
                // Then
                .isInstanceOf(StoppedException.class);
    }

    @Test
    void refusesTransactionControl() {
        // Given
        Script control = script("expand/V2__c.sql", "create table a (id int);\n  commit;\n");

        // When
        assertThatThrownBy(() -> stage.migrate(control))
                // Then
                .isInstanceOf(InvalidPlanException.class)
                .hasMessageContaining("expand/V2__c.sql:2:3: a script must not begin or end a transaction");
    }

    @Test
    void saysThatAScriptIsRecordedAsFailed() throws Exception {
        // Given
        stage.migrate(USERS);
        stage.execute("update flyway_schema_history set success = false");

        // When
        assertThatThrownBy(() -> stage.migrate(USERS))
                // Then
                .isInstanceOf(FailedException.class)
                .hasMessageContaining("recorded as failed");
    }

    private Flyway stock(Script... scripts) {
        Arrays.stream(scripts).forEach(script -> {
            try {
                Path file = folder.resolve(script.file());
                Files.createDirectories(file.getParent());
                Files.writeString(file, script.sql());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return Flyway.configure()
                .dataSource(
                        stage.database.settings().jdbcUrl(),
                        stage.database.settings().user(),
                        "")
                .locations("filesystem:" + folder)
                .load();
    }
}
