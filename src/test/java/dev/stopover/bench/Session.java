package dev.stopover.bench;

import dev.stopover.database.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** What scripts are compared with: all of them in one session, each in a transaction. */
interface Session {
    String name();

    /** Runs the scripts and returns how many milliseconds it took. */
    double millis(Database database, int port) throws IOException, InterruptedException, SQLException;

    /** psql where it is installed, else a connection of the harness's own. */
    static Session of(ScriptFolder folder) throws IOException {
        Path psql = Path.of(Setting.text("PSQL", "/usr/bin/psql"));
        if (!Files.isExecutable(psql)) {
            System.out.println("there is no " + psql + " (PSQL names another one): a JDBC session takes its place");
            return new Jdbc(folder);
        }
        return new Psql(
                new Program("psql", List.of(psql.toString(), "-qX", "-v", "ON_ERROR_STOP=1", "-o", "/dev/null")),
                folder.session());
    }

    /** A psql process from its start to its end. */
    record Psql(Program program, Path session) implements Session {
        @Override
        public String name() {
            return program.name();
        }

        @Override
        public double millis(Database database, int port) throws IOException, InterruptedException {
            String url = Program.url(database, port);
            return program.millis(url, List.of("-d", url, "-f", session.toString()));
        }
    }

    /** A connection in this process, which costs no start. */
    record Jdbc(ScriptFolder folder) implements Session {
        @Override
        public String name() {
            return "one JDBC session";
        }

        @Override
        public double millis(Database database, int port) throws IOException, SQLException {
            long started = System.nanoTime();
            try (Connection connection = database.open("bench");
                    Statement statement = connection.createStatement()) {
                connection.setAutoCommit(false);
                for (Path script : folder.scripts()) {
                    statement.execute(Files.readString(script));
                    connection.commit();
                }
            }
            return (System.nanoTime() - started) / 1e6;
        }
    }
}
