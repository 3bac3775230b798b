package dev.stopover.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The chunked transfer of bookings beside one plain {@code insert … select} with the same mapping, in turn. */
final class Throughput {
    private static final String ROUND = "throughput";
    private static final String UNFINISHED = "unfinished";

    private final BenchServer server;
    private final Program program;
    private final String template;
    private final String plainSql;
    private final long rows;
    private final Samples plain = new Samples();

    private Throughput(BenchServer server, Program program, String template, String plainSql, long rows) {
        this.server = server;
        this.program = program;
        this.template = template;
        this.plainSql = plainSql;
        this.rows = rows;
    }

    public static void main(String[] arguments) throws IOException, SQLException, InterruptedException {
        int rounds = Setting.number("BENCH_ROUNDS", 5);
        int wanted = Setting.number("BENCH_ROWS", 5_000_000);
        int scale = (wanted + OldMassava.BOOKINGS_TO_MOVE - 1) / OldMassava.BOOKINGS_TO_MOVE;
        Optional<Path> directory = Optional.of(Setting.text("BENCH_DATA", ""))
                .filter(text -> !text.isEmpty())
                .map(Path::of);
        Program program = Program.packaged().get(0);
        BookingsPlan plan = BookingsPlan.chosen();
        Machine.print();
        try (BenchServer server = BenchServer.start(directory)) {
            String template = prepared(server, program, plan, scale);
            long rows = (long) scale * OldMassava.BOOKINGS_TO_MOVE;
            Throughput throughput = new Throughput(server, program, template, plan.plainSql(), rows);
            List<TransferCase> cases = TransferCase.all(plan);
            for (int round = 1; round <= rounds; round++) {
                throughput.round(cases);
                throughput.print(cases, round);
            }
            server.drop(ROUND);
        }
    }

    /** The name of a database in which nothing but the bookings is left to move; it stays with the server's files. */
    private static String prepared(BenchServer server, Program program, BookingsPlan plan, int scale)
            throws IOException, SQLException, InterruptedException {
        String name = plan.name() + "_" + scale;
        if (!server.has(name)) {
            String old = loaded(server, scale);
            System.out.println("preparing plan " + plan.name());
            server.create(UNFINISHED, old);
            program.millis(
                    Program.url(server.database(UNFINISHED), server.port()),
                    List.of("migrate", "--plan", plan.write(false).toString(), "--to", plan.before(), "--port", "0"));
            finish(server, name);
        }
        return name;
    }

    private static String loaded(BenchServer server, int scale) throws IOException, SQLException {
        String name = "old_" + scale;
        if (!server.has(name)) {
            System.out.println("loading bookings at scale " + scale);
            server.create(UNFINISHED, "template0");
            OldMassava.load(server, UNFINISHED, scale);
            finish(server, name);
        }
        return name;
    }

    private static void finish(BenchServer server, String name) throws SQLException {
        server.execute(UNFINISHED, "vacuum (freeze, analyze)");
        server.execute("postgres", "alter database " + UNFINISHED + " rename to " + name);
    }

    private void round(List<TransferCase> cases) throws IOException, SQLException, InterruptedException {
        fresh();
        long started = System.nanoTime();
        server.execute(ROUND, plainSql);
        double seconds = (System.nanoTime() - started) / 1e9;
        plain.add(requireAll() / seconds / 1e3);
        say("one insert … select", seconds);
        for (TransferCase one : cases) {
            fresh();
            double took = one.seconds(server, program, ROUND);
            one.rates().add(requireAll() / took / 1e3);
            say(one.name() + " (" + one.chunks(server, ROUND) + ")", took);
        }
    }

    private void fresh() throws SQLException {
        server.create(ROUND, template);
        server.execute("postgres", "checkpoint");
    }

    private double requireAll() throws SQLException {
        double moved = server.number(ROUND, "select count(*) from new_bookings");
        if (moved != rows) {
            throw new IllegalStateException("moved " + moved + " rows instead of " + rows);
        }
        return moved;
    }

    private static void say(String what, double seconds) throws IOException {
        System.out.printf(Locale.ROOT, "%7.2f s %s%n", seconds, what);
    }

    private void print(List<TransferCase> cases, int rounds) throws IOException {
        System.out.println(rows + " rows, " + rounds + " rounds in turn; min / median / max");
        Table table = new Table("", "thousand rows/s", "over insert … select");
        table.row("one insert … select", plain.print(0), "1");
        cases.forEach(one -> table.row(
                one.name(), one.rates().print(0), one.rates().over(plain).print(2)));
        table.print();
        Machine.printLoad();
    }
}
