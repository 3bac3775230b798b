package dev.stopover.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stopover.database.Database;
import dev.stopover.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person reads, and what a Job does, when the database is not fit for the plan. */
class BadDatabaseIT {
    @Test
    void aDatabaseWithoutTheOldSchemaIsRefused() {
        // When
        StopoverProcess.Result result = migrate(TestServer.newDatabase());

        // Then
        assertRefused(
                result, 4, "plan massava begins with an existing schema at version 1, but the schema public is empty");
    }

    @Test
    void aDatabaseThatDoesNotExistIsAWrongUrl() {
        // When
        StopoverProcess.Result result = migrate(TestServer.database("nowhere"));

        // Then
        assertRefused(result, 2, "there is no such database: postgres@");
    }

    @Test
    void aRoleWithoutPrivilegesIsToldWhatToGrant() {
        // Given
        Database database = Massava.database(1);
        TestServer.execute(database, "create role weak_" + database.settings().database() + " login");
        TestServer.execute(database, "revoke create on schema public from public");

        // When
        StopoverProcess.Result result =
                migrateAs(database, "weak_" + database.settings().database());

        // Then
        assertRefused(result, 4, "grant create on schema public to weak_");
    }

    @Test
    void aStandbyOrReadOnlyRoleIsRefused() {
        // Given
        Database database = Massava.database(1);
        String role = "reader_" + database.settings().database();
        TestServer.execute(database, "create role " + role + " superuser login");
        TestServer.execute(database, "alter role " + role + " set default_transaction_read_only = on");

        // When
        StopoverProcess.Result result = migrateAs(database, role);

        // Then
        assertRefused(result, 4, "read-only");
    }

    @Test
    void anExhaustedLockWaitIsWorthAnotherTry() throws java.sql.SQLException {
        // Given
        Database database = Massava.database(1);
        try (var holder = database.connect("holder");
                var statement = holder.createStatement()) {
            statement.execute("select pg_advisory_lock(x'73746f70'::int, hashtext('massava'))");

            // When
            StopoverProcess.Result result =
                    StopoverProcess.run(database, "migrate", "--plan", "massava", "--lock-wait", "1s");

            // Then
            assertRefused(result, 7, "the lock of plan massava was not had within 1 s; pid ");
        }
    }

    @Test
    void aFailingStatementIsNamedWithItsFileAndLine(@TempDir Path folder) throws IOException {
        // Given
        Files.writeString(folder.resolve("V1__fine.sql"), "create table fine (id int);\n");
        Files.writeString(folder.resolve("V2__broken.sql"), "create table other (id int);\n\nselect 1 / 0;\n");
        Database database = TestServer.newDatabase();

        // When
        StopoverProcess.Result result = StopoverProcess.run(database, "migrate", "--plan", folder.toString());

        // Then
        assertRefused(result, 6, "V2__broken.sql:3");
        assertThat(result.stderr()).contains("22012");
        assertThat(Massava.one(database, "select to_regclass('fine') is not null and to_regclass('other') is null"))
                .isEqualTo("t");
    }

    @Test
    void aFailedCheckNamesTheRowsThatDiffer() {
        // Given
        Database database = Massava.database(1);
        assertThat(StopoverProcess.run(database, "migrate", "--plan", "massava", "--to", "expand")
                        .exitCode())
                .isZero();
        TestServer.execute(database, """
                create function public.spoil() returns trigger language plpgsql as $$
                begin
                  new.guest_name := 'spoiled';
                  return new;
                end $$;
                create trigger spoil before insert on new_bookings
                for each row when (new.id = (select min(id) from bookings where deleted_at is null))
                execute function public.spoil();
                """.replace(
                        "(select min(id) from bookings where deleted_at is null)",
                        "'" + Massava.one(database, "select min(id) from bookings where deleted_at is null") + "'"));

        // When
        StopoverProcess.Result result =
                StopoverProcess.run(database, "migrate", "--plan", "massava", "--to", "cutover");

        // Then
        assertRefused(result, 5, Massava.one(database, "select min(id) from bookings where deleted_at is null"));
        assertThat(Massava.one(database, "select stopover.phase_state('massava', 'migrate')"))
                .isEqualTo("rolled-back");
    }

    private static StopoverProcess.Result migrate(Database database) {
        return StopoverProcess.run(database, "migrate", "--plan", "massava", "--to", "cutover");
    }

    private static StopoverProcess.Result migrateAs(Database database, String role) {
        try (StopoverProcess process = StopoverProcess.start(
                Map.of(
                        "DATABASE_URL",
                        "postgresql://" + role + "@" + database.settings().hosts() + "/"
                                + database.settings().database(),
                        "STOPOVER_PORT",
                        "0"),
                "migrate",
                "--plan",
                "massava")) {
            return process.await();
        }
    }

    private static void assertRefused(StopoverProcess.Result result, int exitCode, String message) {
        assertThat(result.exitCode()).as(result.stderr()).isEqualTo(exitCode);
        assertThat(result.stderr()).contains(message).doesNotContain("\tat ");
    }
}
