package dev.stopover.cli;

import dev.stopover.testing.Approved;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

class DocumentsTest {
    private final CommandLine program = new TestProgram().cli().line();

    @Test
    void helpTextsAreAsApproved() {
        Path folder = Path.of("src/test/resources/approved/help");
        Approved.verify(folder.resolve("stopover.txt"), program.getUsageMessage(Ansi.OFF));
        for (Map.Entry<String, CommandLine> command : program.getSubcommands().entrySet()) {
            Approved.verify(
                    folder.resolve(command.getKey() + ".txt"),
                    command.getValue().getUsageMessage(Ansi.OFF));
        }
    }

    @Test
    void thePageAboutTheCommandsIsWhatTheProgramSays() {
        Approved.verify(Path.of("docs/cli-reference.md"), CliReference.commands(program));
    }

    @Test
    void thePageAboutTheSettingsNamesEveryOption() {
        Approved.verify(Path.of("docs/configuration.md"), """
                # Configuration

                Every option of every command can be given in three places. A flag comes before the environment, and the
                environment before the file `config/application.properties` in the working directory.

                %s
                Durations are written as `500ms`, `10s`, `5m`, `2h` or `14d`.

                ## The database

                | what | first | then | then |
                |---|---|---|---|
                | address | `--url` | `DATABASE_URL` | `QUARKUS_DATASOURCE_JDBC_URL`, `quarkus.datasource.jdbc.url` in the file |
                | user | `--user`, `STOPOVER_USER` | in the address | `QUARKUS_DATASOURCE_USERNAME`, `PGUSER` |
                | password | `--password-file`, `STOPOVER_PASSWORD_FILE` | in `DATABASE_URL` | `QUARKUS_DATASOURCE_PASSWORD`, `PGPASSWORD`, `PGPASSFILE` or `~/.pgpass` |

                Addresses are written as `postgresql://user:password@host:5432,host2:5432/database?sslmode=verify-full`, with or
                without `jdbc:` before it. Special characters in names and passwords are written as codes: `%%40` for `@`,
                `%%2F` for `/`. Parameters have libpq's names (`sslmode`, `sslrootcert`, `connect_timeout`,
                `target_session_attrs`, `options`, ...) or the JDBC driver's. Unless the address says otherwise: `connectTimeout=10`, `loginTimeout=20`,
                `cancelSignalTimeout=2`, `tcpKeepAlive=true`, and `logServerErrorDetail=false`, which keeps values of rows out of messages. A password in `--url` is refused, since everybody on the
                machine can see the arguments of a process.

                ## The log

                The log goes to standard error, results go to standard output. `NO_COLOR` turns colours off; a stream that is not a
                terminal has none. Quarkus' own settings hold too, for example `QUARKUS_LOG_CATEGORY__ORG_FLYWAYDB__LEVEL=DEBUG`.
                """.formatted(CliReference.settings(program)));
    }
}
