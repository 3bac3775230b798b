package dev.stopover.backup;

import static dev.stopover.backup.BackupFixture.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.stopover.database.Database;
import dev.stopover.database.DatabaseSettings;
import dev.stopover.history.BackupRecord;
import dev.stopover.history.BackupState;
import dev.stopover.history.PhaseState;
import dev.stopover.plan.BackupKind;
import dev.stopover.plan.PhaseKind;
import dev.stopover.testing.DumpableServer;
import dev.stopover.testing.TestServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class RestorePointTest {
    private Database database = DumpableServer.newDatabase();

    @BeforeEach
    void archive() {
        archiveWith("/bin/true");
        await().until(() -> texts(database, "select pg_switch_wal()").size() == 1
                && texts(database, """
                                select 1
                                from pg_stat_archiver
                                where last_failed_time is null
                                   or last_archived_time > last_failed_time
                                """).size() == 1);
    }

    @Test
    void countsWhenItsWalHasArrivedInTheArchive() throws SQLException {
        // Given
        BackupFixture fixture = fixture();

        // When
        BackupRecord point = fixture.take().get(0);

        // Then
        assertThat(point.state()).isEqualTo(BackupState.PROVEN);
        assertThat(point.location()).matches("stopover_1_shop_contract at [0-9A-F]+/[0-9A-F]+ in [0-9A-F]{24}");
        assertThat(texts(
                        database,
                        "select last_archived_wal >= right('" + point.location() + "', 24) from pg_stat_archiver"))
                .containsExactly("t");
    }

    @Test
    void doesNotCountWhenItsWalIsNotArchivedInTime() throws SQLException {
        // Given
        archiveWith("/bin/false");
        BackupFixture fixture = fixture();
        fixture.settings(new BackupSettings(
                Optional.empty(),
                Optional.empty(),
                ByteSize.parse("1GB"),
                1,
                false,
                Duration.ofSeconds(5),
                Duration.ofMillis(300)));

        // When
        assertThatThrownBy(fixture::take)
                // Then
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("was not archived within");
        assertThat(fixture.recorded()).extracting(BackupRecord::state).containsExactly(BackupState.FAILED);
    }

    @Test
    void isRefusedWhileArchivingFails() throws SQLException {
        // Given
        archiveWith("/bin/false");
        TestServer.execute(database, "create table a (id int)");
        await().until(() -> {
            texts(database, "select pg_switch_wal()");
            return texts(database, """
                            select 1
                            from pg_stat_archiver
                            where last_failed_time > coalesce(last_archived_time, '-infinity')
                            """).size() == 1;
        });
        BackupFixture fixture = fixture();

        // When, Then
        assertThat(fixture.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.blocking()).isTrue();
            assertThat(problem.message()).contains("the server fails to archive its WAL");
        });
        assertThatThrownBy(fixture::take).hasMessageContaining("the server fails to archive its WAL");
    }

    @Test
    void isRefusedToARoleThatMayNot() throws SQLException {
        // Given
        TestServer.execute(database, """
                drop role if exists "Poor one";
                create role "Poor one" login;
                """);
        DatabaseSettings settings = database.settings();
        Database poor = new Database(
                new DatabaseSettings(settings.hosts(), settings.database(), "Poor one", Optional.empty(), Map.of()));
        BackupFixture fixture = fixture();

        // When
        List<BackupProblem> problems;
        try (Connection connection = poor.connect("test")) {
            problems = new BackupPreflight(fixture.settings, fixture.stop).problems(connection, fixture.phase());
        }

        // Then
        assertThat(problems)
                .extracting(BackupProblem::remedy)
                .containsExactly(
                        "grant execute on function pg_create_restore_point(text), pg_switch_wal() to \"Poor one\";");
    }

    @Test
    void isRefusedWhereNothingIsArchived() throws SQLException {
        // Given
        database = TestServer.newDatabase();
        BackupFixture fixture = fixture();

        // When, Then
        assertThat(fixture.problems())
                .extracting(BackupProblem::message)
                .singleElement()
                .asString()
                .contains("archive_mode off");
        database = DumpableServer.newDatabase();
    }

    @AfterAll
    static void archiveForOthersAgain() {
        TestServer.execute(DumpableServer.database("postgres"), "alter system set archive_command = '/bin/true'");
        TestServer.execute(DumpableServer.database("postgres"), "select pg_reload_conf()");
    }

    private BackupFixture fixture() throws SQLException {
        return BackupFixture.on(database, "create table t (id int)")
                .asks(PhaseKind.CONTRACT, BackupKind.RESTORE_POINT)
                .enter(PhaseState.RUNNING);
    }

    private void archiveWith(String command) {
        TestServer.execute(database, "alter system set archive_command = '" + command + "'");
        TestServer.execute(database, "select pg_reload_conf()");
        await().until(() -> texts(database, "show archive_command").equals(List.of(command)));
    }
}
