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
    private static final String PLAIN = """
            insert into new_bookings (
                id, studio_id, customer_id, guest_name, guest_email, guest_phone, starts_at, ends_at, status, source,
                price_cents, currency, notes, cancellation_reason, reminder_sent, created_at, updated_at
            )
            select
                b.id, b.studio_id, u.t_id, b.guest_name, b.guest_email, b.guest_phone, b.starts_at, b.ends_at, b.status,
                b.source, b.price_cents, coalesce(b.currency, 'EUR'), b.notes, b.cancellation_reason, b.reminder_sent,
                b.created_at, b.updated_at
            from bookings b
            left join stopover.map_bench_customers u on u.s_id = b.customer_id
            where b.deleted_at is null
            """;

    private final BenchServer server;
    private final Program program;
    private final String template;
    private final long rows;
    private final Samples plain = new Samples();

    private Throughput(BenchServer server, Program program, String template, long rows) {
        this.server = server;
        this.program = program;
        this.template = template;
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
        Machine.print();
        try (BenchServer server = BenchServer.start(directory)) {
            String template = prepared(server, program, scale);
            long rows = (long) scale * OldMassava.BOOKINGS_TO_MOVE;
            Throughput throughput = new Throughput(server, program, template, rows);
            List<TransferCase> cases = TransferCase.all();
            for (int round = 1; round <= rounds; round++) {
                throughput.round(cases);
                throughput.print(cases, round);
            }
        }
    }

    /** The name of a database in which people are transferred and bookings are not; kept with the server's directory. */
    private static String prepared(BenchServer server, Program program, int scale)
            throws IOException, SQLException, InterruptedException {
        String name = "bookings_" + scale;
        if (!server.has(name)) {
            System.out.println("loading bookings at scale " + scale + ", which takes minutes");
            server.create("loading", "template0");
            OldMassava.load(server, "loading", scale);
            String url = Program.url(server.database("loading"), server.port());
            List<String> people =
                    List.of("migrate", "--plan", BookingsPlan.write(false).toString(), "--to", "people", "--port", "0");
            program.millis(url, people);
            server.execute("loading", "vacuum (freeze, analyze)");
            server.execute("postgres", "alter database loading rename to " + name);
        }
        return name;
    }

    private void round(List<TransferCase> cases) throws IOException, SQLException, InterruptedException {
        fresh();
        long started = System.nanoTime();
        server.execute(ROUND, PLAIN);
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
