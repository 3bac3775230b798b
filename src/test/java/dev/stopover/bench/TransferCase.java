package dev.stopover.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;

/** One way to run the transfer, and how many thousand rows a second it moved in each round. */
record TransferCase(String name, Path plan, int workers, Samples rates) {
    private static final String TRANSFER = "from stopover.transfer where name = 'bookings'";
    private static final String CHUNKS =
            "from stopover.chunk where transfer_id = (select id from stopover.transfer where name = 'bookings')";

    static List<TransferCase> all(BookingsPlan plan) throws IOException {
        Path offline = plan.write(false);
        Path live = plan.write(true);
        return List.of(
                new TransferCase("live: false, 1 worker", offline, 1, new Samples()),
                new TransferCase("live, 1 worker", live, 1, new Samples()),
                new TransferCase("live: false, 2 workers", offline, 2, new Samples()),
                new TransferCase("live, 2 workers", live, 2, new Samples()));
    }

    /**
     * Runs the phase and returns what the transfer took by its own record: planning, all chunks and the final
     * {@code analyze}, but neither the program's start nor the checks.
     */
    double seconds(BenchServer server, Program program, String database)
            throws IOException, SQLException, InterruptedException {
        program.millis(
                Program.url(server.database(database), server.port()),
                List.of(
                        "migrate",
                        "--plan",
                        plan.toString(),
                        "--to",
                        "bookings",
                        "--port",
                        "0",
                        "--workers",
                        "" + workers));
        return server.number(database, "select extract(epoch from finished_at - started_at) " + TRANSFER);
    }

    /** How the transfer was cut, and how much of it was the final {@code analyze}. */
    String chunks(BenchServer server, String database) throws SQLException {
        return String.format(
                Locale.ROOT,
                "%.0f chunks, median %.0f rows in %.0f ms; %.1f s after the last",
                server.number(database, "select count(*) " + CHUNKS),
                server.number(database, "select percentile_cont(0.5) within group (order by read) " + CHUNKS),
                server.number(
                        database,
                        "select percentile_cont(0.5) within group (order by extract(epoch from took)) * 1000 "
                                + CHUNKS),
                server.number(
                        database,
                        "select extract(epoch from max(finished_at) - (select max(committed_at) " + CHUNKS + ")) "
                                + TRANSFER));
    }
}
