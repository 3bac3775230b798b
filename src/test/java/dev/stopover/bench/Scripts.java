package dev.stopover.bench;

import dev.stopover.database.Database;
import java.io.IOException;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A folder of small scripts through the program, beside the same scripts in one session of psql. */
final class Scripts {
    private static final String DATABASE = "scripts";

    private final BenchServer server;
    private final ScriptFolder folder;
    private final Session session;
    private final Samples baseline = new Samples();
    private final Map<Program, Samples> all = new LinkedHashMap<>();
    private final Map<Program, Samples> again = new LinkedHashMap<>();

    private Scripts(BenchServer server, ScriptFolder folder) throws IOException {
        this.server = server;
        this.folder = folder;
        this.session = Session.of(folder);
    }

    public static void main(String[] arguments) throws IOException, SQLException, InterruptedException {
        int rounds = Setting.number("BENCH_ROUNDS", 9);
        int number = Setting.number("BENCH_SCRIPTS", 500);
        List<Program> programs = Program.packaged();
        Machine.print();
        ScriptFolder folder = ScriptFolder.write(number);
        try (BenchServer server = BenchServer.start(Optional.empty())) {
            new Scripts(server, folder).round(programs);
            Scripts measured = new Scripts(server, folder);
            for (int round = 0; round < rounds; round++) {
                measured.round(programs);
            }
            System.out.println(number + " scripts, " + rounds + " rounds in turn; min / median / max");
            measured.print(programs);
        }
    }

    private void round(List<Program> programs) throws IOException, SQLException, InterruptedException {
        baseline.add(session.millis(fresh(), server.port()));
        for (Program program : programs) {
            String url = Program.url(fresh(), server.port());
            List<String> migrate =
                    List.of("migrate", "--plan", folder.directory().toString(), "--port", "0");
            all.computeIfAbsent(program, ignored -> new Samples()).add(program.millis(url, migrate));
            again.computeIfAbsent(program, ignored -> new Samples()).add(program.millis(url, migrate));
            requireAll();
        }
    }

    private Database fresh() throws SQLException {
        Database database = server.create(DATABASE, "template0");
        server.execute("postgres", "checkpoint");
        return database;
    }

    private void requireAll() throws SQLException {
        double applied = server.number(
                DATABASE, "select count(*) from flyway_schema_history where success and version is not null");
        if (applied != folder.scripts().size()) {
            throw new IllegalStateException("only " + applied + " scripts were run");
        }
    }

    private void print(List<Program> programs) throws IOException {
        Table table = new Table("", "ms", "over " + session.name());
        table.row(session.name(), baseline.print(0), "1");
        for (Program program : programs) {
            Samples whole = all.get(program);
            Samples nothing = again.get(program);
            table.row(program.name(), whole.print(0), whole.over(baseline).print(2));
            table.row(
                    program.name() + ", nothing left to do",
                    nothing.print(0),
                    nothing.over(baseline).print(2));
        }
        table.print();
        Machine.printLoad();
    }
}
