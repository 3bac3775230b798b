package dev.stopover.bench;

import dev.stopover.database.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The native binary beside the jar: start to first SQL, and total time and peak memory of commands with nothing to do.
 */
final class Startup {
    private static final List<String> MIGRATE =
            List.of("migrate", "--plan", "massava", "--to", "cutover", "--port", "0");
    private static final List<String> STATUS = List.of("status", "--plan", "massava");

    private final BenchServer server;
    private final Database database;
    private final List<Program> programs;
    private final Map<String, Map<Program, Samples>> results = new LinkedHashMap<>();

    private Startup(BenchServer server, Database database, List<Program> programs) {
        this.server = server;
        this.database = database;
        this.programs = programs;
    }

    public static void main(String[] arguments) throws IOException, SQLException, InterruptedException {
        int rounds = Setting.number("BENCH_ROUNDS", 21);
        List<Program> programs = Program.packaged();
        Machine.print();
        try (BenchServer server = BenchServer.start(Optional.empty())) {
            Database database = server.create("startup", "template0");
            OldMassava.load(server, "startup", 1);
            programs.get(0).millis(Program.url(database, server.port()), MIGRATE);
            Startup warmUp = new Startup(server, database, programs);
            warmUp.round();
            Startup measured = new Startup(server, database, programs);
            for (int round = 0; round < rounds; round++) {
                measured.round();
            }
            measured.print(rounds);
        }
    }

    private void round() throws IOException, InterruptedException {
        for (Program program : programs) {
            firstSql(program);
        }
        total("migrate, nothing to do", MIGRATE);
        total("status", STATUS);
        total("--help", List.of("--help"));
        peak("migrate, nothing to do", MIGRATE);
        peak("status", STATUS);
        peak("--help", List.of("--help"));
    }

    private void firstSql(Program program) throws IOException, InterruptedException {
        try (FirstSqlProxy proxy = new FirstSqlProxy(server.port())) {
            Program.Running running = program.start(Program.url(database, proxy.port()), MIGRATE);
            running.end();
            add("migrate: start to connection, ms", program, (proxy.connectedAt() - running.started()) / 1e6);
            add("migrate: start to first SQL, ms", program, (proxy.firstSqlAt() - running.started()) / 1e6);
        }
    }

    private void total(String what, List<String> arguments) throws IOException, InterruptedException {
        for (Program program : programs) {
            add(what + ": total, ms", program, program.millis(Program.url(database, server.port()), arguments));
        }
    }

    private void peak(String what, List<String> arguments) throws IOException, InterruptedException {
        for (Program program : programs) {
            Program.Running running = program.start(Program.url(database, server.port()), arguments);
            add(what + ": peak memory, MiB", program, running.peakMebibytes());
        }
    }

    private void add(String what, Program program, double value) {
        results.computeIfAbsent(what, ignored -> new LinkedHashMap<>())
                .computeIfAbsent(program, ignored -> new Samples())
                .add(value);
    }

    private void print(int rounds) throws IOException {
        System.out.println(rounds + " rounds in turn; min / median / max");
        boolean both = programs.size() == 2;
        String[] header = both
                ? new String[] {"", "native", "jar", "jar over native"}
                : new String[] {"", programs.get(0).name()};
        Table table = new Table(header);
        results.forEach((what, samples) -> {
            Samples first = samples.get(programs.get(0));
            if (both) {
                Samples second = samples.get(programs.get(1));
                table.row(
                        what,
                        first.print(1),
                        second.print(1),
                        second.over(first).print(1));
            } else {
                table.row(what, first.print(1));
            }
        });
        table.print();
        for (Program program : programs) {
            System.out.printf(Locale.ROOT, "size of %s: %.1f MiB%n", program.name(), mebibytes(program));
        }
        Machine.printLoad();
    }

    /** The jar's libraries lie beside it. */
    private static double mebibytes(Program program) throws IOException {
        Path file = Path.of(program.command().get(program.command().size() - 1));
        Path all = program.command().size() == 1 ? file : file.toAbsolutePath().getParent();
        try (var files = Files.walk(all)) {
            return files.filter(Files::isRegularFile)
                            .collect(Collectors.summingLong(one -> one.toFile().length()))
                    / 1024.0
                    / 1024.0;
        }
    }
}
