package dev.stopover.transfer;

import static dev.stopover.transfer.TransferBuilder.transfer;

import dev.stopover.testing.TestServer;
import java.util.Locale;

/**
 * Compares a chunked transfer with one plain {@code insert … select} on the same server, in turn: rows, then rounds, as
 * arguments. Run by hand.
 */
public final class TransferSpeed {
    private TransferSpeed() {}

    public static void main(String[] arguments) throws Exception {
        long rows = Long.parseLong(arguments[0]);
        int rounds = Integer.parseInt(arguments[1]);
        for (int round = 1; round <= rounds; round++) {
            double plain = plain(rows);
            double offline = chunked(fixture(rows).offline());
            double live = chunked(fixture(rows));
            double two = chunked(fixture(rows).settings(TransferSettings.DEFAULT.withWorkers(2)));
            System.out.printf(
                    Locale.ROOT,
                    "round %d: plain %.1f s; live: false %.1f s, ratio %.2f; live %.1f s, ratio %.2f;"
                            + " live, two workers %.1f s, ratio %.2f%n",
                    round, plain, offline, plain / offline, live, plain / live, two, plain / two);
        }
    }

    private static double plain(long rows) {
        TransferFixture fixture = fixture(rows);
        fixture.execute("checkpoint");
        long started = System.nanoTime();
        fixture.execute("insert into target select s.id, s.customer_id, s.starts_at, lower(s.note) from source s");
        return drop(fixture, started);
    }

    private static double chunked(TransferFixture fixture) throws Exception {
        fixture.plan(transfer("bookings").copy("id", "customer_id", "starts_at").column("note", "lower(s.note)"));
        fixture.execute("checkpoint");
        long started = System.nanoTime();
        fixture.run();
        return drop(fixture, started);
    }

    private static double drop(TransferFixture fixture, long started) {
        double seconds = (System.nanoTime() - started) / 1e9;
        TestServer.execute(
                TestServer.database("postgres"),
                "drop database " + fixture.database.settings().database());
        return seconds;
    }

    private static TransferFixture fixture(long rows) {
        TransferFixture fixture = TransferFixture.with(
                """
                create table source (id bigint primary key, customer_id bigint, starts_at timestamptz, note text);
                create table target (id bigint primary key, customer_id bigint, starts_at timestamptz, note text);
                insert into source
                select i, i %% 100000, timestamptz '2024-01-01' + i * interval '1 minute', 'Note ' || md5(i::text)
                from generate_series(1, %d) i;
                """
                        .formatted(rows));
        // Hint bits and statistics are there before the clock runs, for whoever reads first.
        fixture.execute("vacuum analyze source");
        return fixture;
    }
}
