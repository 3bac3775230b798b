package dev.stopover.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stopover.database.Database;
import dev.stopover.database.StopSignal;
import dev.stopover.testing.TestServer;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

class CopyServerTest {
    private final Database database = TestServer.newDatabase();
    private final String name = database.settings().database();
    private final StopSignal stop = new StopSignal();

    @Test
    void dropsWhatADeadRehearsalLeftAndNothingOfALivingOne() throws SQLException {
        // Given
        try (CopyServer dead = server("111111")) {
            dead.createEmpty(name + "_rehearsal_111111");
            dead.createFrom(name + "_rehearsal_111111", name + "_rehearsal_111111_pristine");
        }
        try (CopyServer living = server("222222");
                CopyServer next = server("333333")) {
            living.createEmpty(name + "_rehearsal_222222");

            // When
            List<String> dropped = next.sweep(name + "_rehearsal_");

            // Then
            assertThat(dropped).containsExactly(name + "_rehearsal_111111", name + "_rehearsal_111111_pristine");
            assertThat(databases()).containsExactly(name + "_rehearsal_222222");
            living.drop(name + "_rehearsal_222222");
        }
    }

    @Test
    void dropsWhatWasCreatedAndNotMarkedYet() throws SQLException {
        // Given
        TestServer.execute(
                database,
                "create database " + name + "_rehearsal_111111 allow_connections false connection limit 20047");
        try (CopyServer next = server("333333")) {

            // When
            List<String> dropped = next.sweep(name + "_rehearsal_");

            // Then
            assertThat(dropped).containsExactly(name + "_rehearsal_111111");
        }
    }

    @Test
    void neverDropsADatabaseThatBearsNoMarkOfOurs() throws SQLException {
        // Given
        String theirs = name + "_rehearsal_111111";
        TestServer.execute(database, "create database " + theirs);
        String released = name + "_rehearsal_222222";
        try (CopyServer server = server("222222")) {
            server.createEmpty(released);
            server.release(released);
        }
        try (CopyServer next = server("333333")) {

            // When
            List<String> dropped = next.sweep(name + "_rehearsal_");

            // Then
            assertThat(dropped).isEmpty();
            assertThat(databases()).containsExactly(theirs, released);
        } finally {
            TestServer.execute(database, "drop database " + theirs);
            TestServer.execute(database, "drop database " + released);
        }
    }

    @Test
    void carriesOverWhatTheDatabaseSetsForItsSessions() throws SQLException {
        // Given
        TestServer.execute(database, "alter database " + name + " set search_path = app, \"Other App\", public");
        TestServer.execute(database, "alter database " + name + " set my.setting = 'it''s'");
        String copy = name + "_rehearsal_444444";
        try (CopyServer server = server("444444")) {
            server.createEmpty(copy);

            // When
            SessionSettings.copy(server.connection(), name, copy);

            // Then
            Database there = TestServer.database(copy);
            assertThat(Rehearsing.texts(there, "show search_path")).containsExactly("app, \"Other App\", public");
            assertThat(Rehearsing.texts(there, "show my.setting")).containsExactly("it's");
            server.drop(copy);
        }
    }

    private CopyServer server(String number) throws SQLException {
        return CopyServer.open(database, name + "_rehearsal_" + number, stop);
    }

    private List<String> databases() throws SQLException {
        return Rehearsing.texts(
                database,
                "select datname from pg_database where datname like '" + name + "\\_rehearsal\\_%' order by 1");
    }
}
