package dev.stopover.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stopover.database.Database;
import dev.stopover.failure.ExitCode;
import dev.stopover.testing.DumpableServer;
import dev.stopover.testing.TestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(120)
class BackupCommandTest {
    private static final String TABLES = """
            create table a (id int primary key);
            insert into a values (1), (2);
            """;

    @TempDir
    Path folder;

    private final TestProgram program = new TestProgram();
    private Database database;

    @BeforeAll
    static void requireClientPrograms() {
        DumpableServer.requireClientPrograms();
    }

    @BeforeEach
    void createDatabase() {
        database = DumpableServer.newDatabase();
        program.environment.put(
                "DATABASE_URL",
                "postgresql://postgres:s3cret@" + database.settings().hosts() + "/"
                        + database.settings().database());
        program.environment.put("STOPOVER_BACKUP_DIR", folder.toString());
    }

    @Test
    void takesListsRestoresAndRemovesADump() throws SQLException {
        // Given
        TestServer.execute(database, TABLES);
        String copy = database.settings().database() + "_copy";

        // When
        int taken = program.run("backup", "--plan", "shop", "--kind", "dump", "--prove");
        int listed = program.run("backup", "--list", "--output", "json");
        int restored = program.run("restore", "--backup", "1", "--into", copy);
        int again = program.run("restore", "--backup", "1", "--into", copy);
        int removed = program.run("backup", "--remove", "1");

        // Then
        assertThat(taken).as(program.errors.toString()).isZero();
        assertThat(listed).isZero();
        assertThat(restored).as(program.errors.toString()).isZero();
        assertThat(again).isEqualTo(ExitCode.WRONG_USAGE.code());
        assertThat(removed).isZero();
        assertThat(program.output.toString())
                .contains("1  dump  proven  shop")
                .contains("\"state\" : \"proven\"")
                .contains("backup 1 is restored into the new database " + copy)
                .contains("public.a  2 rows")
                .contains("1  dump  removed  shop")
                .doesNotContain("s3cret");
        assertThat(program.errors.toString())
                .contains("a dump is never restored over a database")
                .doesNotContain("s3cret");
        assertThat(folder).isEmptyDirectory();
        assertThat(one(DumpableServer.database(copy), "select sum(id) from a")).isEqualTo("3");
        assertThat(one(database, "select string_agg(state || exit_code, ' ' order by id) from stopover.run"))
                .isEqualTo("completed0 completed0 failed2");
        TestServer.execute(database, "drop database " + copy);
    }

    @Test
    void fillsAnEmptyTableAgain() throws SQLException {
        // Given
        TestServer.execute(database, TABLES);
        program.run("backup", "--plan", "shop", "--kind", "dump", "--prove");
        TestServer.execute(database, "truncate a");

        // When
        int restored = program.run("restore", "--backup", "1", "--tables", "a");

        // Then
        assertThat(restored).as(program.errors.toString()).isZero();
        assertThat(program.output.toString()).contains("filled tables of database");
        assertThat(one(database, "select sum(id) from a")).isEqualTo("3");
    }

    @Test
    void knowsNoBackupsWhereStopoverHasNeverBeen() {
        // When
        int listed = program.run("backup", "--list");

        // Then
        assertThat(listed).isZero();
        assertThat(program.output.toString()).isEqualTo("no backups\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    backup                                                | 2 | it is not said what to do
                    backup --list --remove 1                              | 2 | it is not said what to do
                    backup --kind copy --plan shop                        | 2 | there is no kind of backup copy
                    backup --kind dump                                    | 2 | no plan is named
                    backup --kind snapshot --plan shop                    | 2 | it is not said whose tables to save
                    backup --kind snapshot --plan shop --phase no         | 2 | plan shop has no phase no
                    backup --kind dump --tables --prove --plan shop --phase expand | 2 | a dump of single tables cannot be proven
                    backup --kind dump --plan shop --snapshot-limit 1     | 2 | '1' is not a size such as 500MB or 10GB
                    backup --kind dump --plan shop --pg-bin /nowhere      | 4 | there is no pg_dump and pg_restore in /nowhere
                    restore                                               | 2 | no backup is named
                    restore --backup 1                                    | 2 | it is not said what to restore
                    restore --backup 1 --into x --tables y                | 2 | it is not said what to restore
                    """)
    void saysWhatIsWrong(String line, int exitCode, String message) {
        assertThat(program.run(line.split(" "))).isEqualTo(exitCode);
        assertThat(program.errors.toString()).contains(message);
    }

    @Test
    void needsAFolderForDumps() {
        // Given
        program.environment.remove("STOPOVER_BACKUP_DIR");

        // When
        int taken = program.run("backup", "--plan", "shop", "--kind", "dump");

        // Then
        assertThat(taken).isEqualTo(ExitCode.BLOCKED.code());
        assertThat(program.errors.toString())
                .contains("no folder is named for dumps")
                .contains("--backup-dir");
        assertThat(Files.exists(folder.resolve("1"))).isFalse();
    }

    private static String one(Database database, String sql) throws SQLException {
        try (Connection connection = database.connect("test");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
