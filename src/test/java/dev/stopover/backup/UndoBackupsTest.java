package dev.stopover.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stopover.database.Database;
import dev.stopover.history.BackupRecord;
import dev.stopover.plan.BackupKind;
import dev.stopover.plan.PhaseKind;
import dev.stopover.testing.TestServer;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class UndoBackupsTest {
    private static final String SHOP = """
            create table people (id int primary key, name text);
            insert into people values (1, 'anna'), (2, 'ben');
            create table empty (id int);
            create table other (id int);
            """;

    private final Database database = TestServer.newDatabase();

    @Test
    void nothingIsNeededWhileNothingIsDropped() throws SQLException {
        // Given
        BackupFixture fixture = fixture("drop table people");
        BackupRecord snapshot = fixture.take().get(0);
        TestServer.execute(database, "drop schema " + snapshot.location() + " cascade");

        // When
        UndoRows rows = fixture.undoRows();

        // Then
        assertThat(rows.needed()).isEmpty();
        assertThat(rows.lost()).isEmpty();
    }

    @Test
    void findsTheSnapshotThatHasTheRows() throws SQLException {
        // Given
        BackupFixture fixture = fixture("drop table people; drop table empty");
        BackupRecord snapshot = fixture.take().get(0);
        TestServer.execute(database, "drop table people; drop table empty");

        // When
        UndoRows rows = fixture.undoRows();

        // Then
        assertThat(rows.needed()).extracting(UndoRows.Table::name).containsExactly("public.empty", "public.people");
        assertThat(rows.from()).map(BackupRecord::id).contains(snapshot.id());
        assertThat(rows.lost()).isEmpty();
    }

    @Test
    void namesTheRowsOfASnapshotThatIsGone() throws SQLException {
        // Given
        BackupFixture fixture = fixture("drop table people; drop table empty");
        BackupRecord snapshot = fixture.take().get(0);
        TestServer.execute(
                database, "drop table people; drop table empty; drop schema " + snapshot.location() + " cascade");

        // When
        UndoRows rows = fixture.undoRows();

        // Then
        assertThat(rows.lostTables()).isEqualTo("public.people (2 rows)");
        assertThat(rows.reasons())
                .containsExactly("snapshot 1 is not in this database: there is no schema stopover_backup_1");
    }

    @Test
    void doesNotTrustACopyThatWasChanged() throws SQLException {
        // Given
        BackupFixture fixture = fixture("drop table people");
        BackupRecord snapshot = fixture.take().get(0);
        TestServer.execute(
                database, "drop table people; update " + snapshot.location() + ".people set name = 'eve' where id = 1");

        // When
        UndoRows rows = fixture.undoRows();

        // Then
        assertThat(rows.lostTables()).isEqualTo("public.people (2 rows)");
        assertThat(rows.reasons()).singleElement().asString().contains("has 2 rows, checksum", "but had 2 rows");
    }

    @Test
    void saysThatABackupWasRemoved() throws SQLException {
        // Given
        BackupFixture fixture = fixture("drop table people");
        long id = fixture.take().get(0).id();
        TestServer.execute(database, "drop table people; update stopover.phase set state = 'completed'");
        try (Connection connection = database.connect("test")) {
            BackupRemoval.remove(connection, id);
        }

        // When
        UndoRows rows = fixture.undoRows();

        // Then
        assertThat(rows.lostTables()).isEqualTo("public.people (2 rows)");
        assertThat(rows.reasons()).containsExactly("snapshot 1 is removed");
    }

    @Test
    void seesWhatNoBackupHolds() throws SQLException {
        // Given: a name that is computed cannot be seen before
        BackupFixture fixture = fixture("drop table people; do $$ begin execute 'drop table ' || 'other'; end $$");
        fixture.take();
        TestServer.execute(database, "drop table people; drop table other");

        // When
        UndoRows rows = fixture.undoRows();

        // Then
        assertThat(rows.from()).isPresent();
        assertThat(rows.lostTables()).isEqualTo("public.other");
    }

    @Test
    void aTableThatWasRenamedIsNotLost() throws SQLException {
        // Given
        BackupFixture fixture = BackupFixture.on(database, SHOP)
                .asks(PhaseKind.EXPAND)
                .script("alter table people rename to persons; alter table only \"other\" set schema pg_temp")
                .begin();
        TestServer.execute(database, "alter table people rename to persons; drop table other");

        // When
        UndoRows rows = fixture.undoRows();

        // Then
        assertThat(rows.needed()).isEmpty();
    }

    private BackupFixture fixture(String script) throws SQLException {
        return BackupFixture.on(database, SHOP)
                .asks(PhaseKind.CONTRACT, BackupKind.SNAPSHOT)
                .script(script)
                .begin();
    }
}
