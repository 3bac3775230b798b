package dev.stopover.migration;

import static dev.stopover.migration.MigrationStage.script;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stopover.failure.FailedException;
import dev.stopover.history.StatementJournal;
import dev.stopover.plan.Script;
import dev.stopover.plan.Version;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JournalledScriptTest {
    private static final String INDEX = "create unique index concurrently t_name on t (name)";

    private final MigrationStage stage = new MigrationStage();
    private final Script table = script("expand/V1__t.sql", "create table t (id bigint, name text)");

    @BeforeEach
    void createTable() throws SQLException {
        stage.migrate(table);
        stage.heard.events.clear();
    }

    @Test
    void runsBothKindsOfStatementsInOrder() throws Exception {
        // Given
        Script both = script(
                "expand/V2__both.sql",
                "insert into t values (1, 'a');\n" + INDEX
                        + ";\nalter table t add primary key using index t_name;\nvacuum t;\n");

        // When
        stage.migrate(table, both);

        // Then
        assertThat(stage.journalled()).containsExactly("2.1 done", "2.2 done", "2.3 done", "2.4 done");
        assertThat(stage.history()).contains("2 expand/V2__both.sql true");
    }

    @Test
    void takesAStartedIndexThatIsValidForDone() throws Exception {
        // Given
        started(1, INDEX);
        stage.execute(INDEX);
        String filenode = stage.texts("select pg_relation_filenode('t_name')").get(0);

        // When
        stage.migrate(table, script("expand/V2__i.sql", INDEX + ";"));

        // Then
        assertThat(stage.texts("select pg_relation_filenode('t_name')")).containsExactly(filenode);
        assertThat(stage.journalled()).containsExactly("2.1 done");
        assertThat(stage.history()).hasSize(2);
    }

    @Test
    void buildsAStartedIndexThatIsInvalidAgain() throws Exception {
        // Given
        started(1, INDEX);
        stage.execute(INDEX);
        stage.execute("update pg_index set indisvalid = false where indexrelid = 't_name'::regclass");
        String filenode = stage.texts("select pg_relation_filenode('t_name')").get(0);

        // When
        stage.migrate(table, script("expand/V2__i.sql", INDEX + ";"));

        // Then
        assertThat(stage.texts("select pg_relation_filenode('t_name')")).doesNotContain(filenode);
        assertThat(stage.texts("select indisvalid from pg_index where indexrelid = 't_name'::regclass"))
                .containsExactly("t");
    }

    @Test
    void buildsAStartedIndexThatIsNotThere() throws Exception {
        // Given
        started(1, INDEX);

        // When
        stage.migrate(table, script("expand/V2__i.sql", INDEX + ";"));

        // Then
        assertThat(stage.texts("select indisvalid from pg_index where indexrelid = 't_name'::regclass"))
                .containsExactly("t");
    }

    @Test
    void skipsWhatIsDoneAndOnlyRecordsWhenAllIs() throws Exception {
        // Given
        String insert = "insert into t values (1, 'a')";
        stage.execute(insert);
        done(1, insert);
        stage.execute(INDEX);
        done(2, INDEX);

        // When
        stage.migrate(table, script("expand/V2__i.sql", insert + ";\n" + INDEX + ";"));

        // Then
        assertThat(stage.heard.events).containsExactly("started 2", "applied 2");
        assertThat(stage.texts("select count(*) from t")).containsExactly("1");
        assertThat(stage.history()).contains("2 expand/V2__i.sql true");
    }

    @Test
    void appliesAScriptThatWasUndoneAgain() throws Exception {
        // Given
        Script script = script("expand/V2__i.sql", "insert into t values (1, 'a');\n" + INDEX + ";");
        stage.migrate(table, script);
        stage.execute("drop index t_name");
        stage.execute("delete from t");
        stage.execute("delete from flyway_schema_history where version = '2'");

        // When
        stage.migrate(table, script);

        // Then
        assertThat(stage.texts("select id from t")).containsExactly("1");
        assertThat(stage.texts("select to_regclass('t_name') is not null")).containsExactly("t");
    }

    @Test
    void forgetsWhatARunnerLeftThatDiedWhenFlywayHadWrittenTheRow() throws Exception {
        // Given
        Script script = script("expand/V2__i.sql", INDEX + ";");
        stage.migrate(table, script);
        done(1, INDEX);

        // When
        stage.migrate(table, script);

        // Then
        assertThat(stage.journal()).isEmpty();
    }

    @Test
    void repeatsSettingsOfTheSessionWhenItResumes() throws Exception {
        // Given
        stage.execute("create schema other");
        String set = "set search_path = other, public";
        done(1, set);

        // When
        stage.migrate(table, script("expand/V2__s.sql", set + ";\ncreate table moved (id bigint);\nvacuum t;"));

        // Then
        assertThat(stage.texts("select to_regclass('other.moved') is not null")).containsExactly("t");
    }

    @Test
    void takesAStartedDropOfAnAbsentIndexForDone() throws Exception {
        // Given
        started(1, "drop index concurrently t_name");

        // When
        stage.migrate(table, script("expand/V2__d.sql", "drop index concurrently t_name;"));

        // Then
        assertThat(stage.journalled()).containsExactly("2.1 done");
    }

    @Test
    void takesAStartedDetachOfADetachedPartitionForDone() throws Exception {
        // Given
        String detach = "alter table p detach partition p1 concurrently";
        stage.execute("create table p (id bigint) partition by range (id)");
        stage.execute("create table p1 (id bigint)");
        started(1, detach);

        // When
        stage.migrate(table, script("expand/V2__d.sql", detach + ";"));

        // Then
        assertThat(stage.journalled()).containsExactly("2.1 done");
    }

    @Test
    void finishesADetachThatIsPending() throws Exception {
        // Given
        String detach = "alter table p detach partition p1 concurrently";
        stage.execute("create table p (id bigint) partition by range (id)");
        stage.execute("create table p1 partition of p for values from (1) to (10)");
        started(1, detach);
        stage.execute("update pg_inherits set inhdetachpending = true where inhrelid = 'p1'::regclass");

        // When
        stage.migrate(table, script("expand/V2__d.sql", detach + ";"));

        // Then
        assertThat(stage.journalled()).containsExactly("2.1 done");
        assertThat(stage.texts("select 1 from pg_inherits where inhrelid = 'p1'::regclass"))
                .isEmpty();
    }

    @Test
    void dropsWhatAnInterruptedReindexLeft() throws Exception {
        // Given
        stage.execute(INDEX);
        stage.execute("create index t_name_ccnew on t (name)");
        stage.execute("update pg_index set indisvalid = false where indexrelid = 't_name_ccnew'::regclass");
        started(1, "reindex index concurrently t_name");

        // When
        stage.migrate(table, script("expand/V2__r.sql", "reindex index concurrently t_name;"));

        // Then
        assertThat(stage.texts("select relname from pg_class where relname like 't_name%'"))
                .containsExactly("t_name");
    }

    @Test
    void asksAPersonWhereTheCatalogCannotTell() throws Exception {
        // Given
        String create = "create tablespace elsewhere location '/nowhere'";
        started(1, create);

        // When
        assertThatThrownBy(() -> stage.migrate(table, script("expand/V2__d.sql", create + ";")))
                // Then
                .isInstanceOf(FailedException.class)
                .hasMessageContaining("expand/V2__d.sql:1: an earlier run was interrupted in this statement")
                .extracting(e -> ((FailedException) e).remedy())
                .asString()
                .contains("stopover repair --assume applied");
    }

    @Test
    void refusesAStatementThatWasChangedAfterItHadBegun() throws Exception {
        // Given
        started(1, INDEX);

        // When
        assertThatThrownBy(() ->
                        stage.migrate(table, script("expand/V2__i.sql", "create index concurrently t_id on t (id);")))
                // Then
                .isInstanceOf(FailedException.class)
                .hasMessageContaining("statement 1 was changed after it had begun");
    }

    @Test
    void dropsTheInvalidUniqueIndexOfAFailedBuildAtOnce() throws Exception {
        // Given
        stage.execute("insert into t values (1, 'twice'), (2, 'twice')");

        // When
        assertThatThrownBy(() -> stage.migrate(
                        table, script("expand/V2__i.sql", "insert into t values (3, 'a');\n" + INDEX + ";")))
                // Then
                .isInstanceOf(FailedException.class)
                .hasMessageContaining("expand/V2__i.sql:2")
                .hasMessageContaining("23505");
        assertThat(stage.texts("select to_regclass('t_name') is null")).containsExactly("t");
        assertThat(stage.journalled()).containsExactly("2.1 done");

        // When
        stage.execute("delete from t where id = 2");
        stage.migrate(table, script("expand/V2__i.sql", "insert into t values (3, 'a');\n" + INDEX + ";"));

        // Then
        assertThat(stage.texts("select count(*) from t where id = 3")).containsExactly("1");
    }

    @Test
    void doesNotDropAnInvalidIndexOfSomebodyElse() throws Exception {
        // Given
        stage.execute(INDEX);
        stage.execute("update pg_index set indisvalid = false where indexrelid = 't_name'::regclass");

        // When
        assertThatThrownBy(() -> stage.migrate(table, script("expand/V2__i.sql", INDEX + ";")))
                // Then
                .isInstanceOf(FailedException.class)
                .hasMessageContaining("invalid index of that name already");
        assertThat(stage.texts("select to_regclass('t_name') is not null")).containsExactly("t");
    }

    @Test
    void buildsTwoIndexesBesideAnIdleSession() throws Exception {
        // Given
        try (Connection idle = stage.database.open("idle");
                Statement lock = idle.createStatement()) {
            lock.execute("select pg_try_advisory_lock(1)");

            // When
            stage.migrate(
                    table,
                    script("expand/V2__a.sql", "create index concurrently t_a on t (id);"),
                    script("expand/V3__b.sql", "create index concurrently t_b on t (id);"));
        }

        // Then
        assertThat(stage.texts("select count(*) from pg_index where indisvalid and indrelid = 't'::regclass"))
                .containsExactly("2");
    }

    @Test
    void namesWhoKeptAConcurrentBuildWaitingTooLong() throws Exception {
        // Given
        MigrationSettings hasty = new MigrationSettings(
                MigrationStage.QUICK.lockTimeout(),
                MigrationStage.QUICK.lockRetryFor(),
                java.time.Duration.ZERO,
                java.time.Duration.ofMillis(700));
        try (Connection writer = stage.database.open("slow writer");
                Statement sql = writer.createStatement()) {
            writer.setAutoCommit(false);
            sql.execute("insert into t values (7, 'open')");
            var phase = MigrationStage.phase("expand", table, script("expand/V2__i.sql", INDEX + ";"));

            // When
            assertThatThrownBy(() ->
                            stage.runner(hasty).run(MigrationStage.plan(java.util.Optional.empty(), phase), phase))
                    // Then
                    .isInstanceOf(FailedException.class)
                    .hasMessageContaining("57014")
                    .extracting(e -> ((FailedException) e).remedy())
                    .asString()
                    .contains("stopover slow writer")
                    .contains("insert into t values (7, 'open')");
            writer.rollback();
        }
    }

    private void started(int position, String sql) throws SQLException {
        try (Connection connection = stage.database.open("test")) {
            new StatementJournal(stage.epoch, StatementJournal.Direction.FORWARD)
                    .started(connection, Version.of("2"), position, sql);
        }
    }

    private void done(int position, String sql) throws SQLException {
        try (Connection connection = stage.database.open("test")) {
            new StatementJournal(stage.epoch, StatementJournal.Direction.FORWARD)
                    .done(connection, Version.of("2"), position, sql);
        }
    }
}
