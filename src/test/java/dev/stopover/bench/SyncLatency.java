package dev.stopover.bench;

import dev.stopover.database.Database;
import dev.stopover.database.StopSignal;
import dev.stopover.history.Epoch;
import dev.stopover.plan.Phase;
import dev.stopover.plan.PhaseKind;
import dev.stopover.plan.Plan;
import dev.stopover.plan.Position;
import dev.stopover.plan.Risk;
import dev.stopover.plan.Transfer;
import dev.stopover.plan.Tripwires;
import dev.stopover.sync.SyncListener;
import dev.stopover.sync.SyncRunner;
import dev.stopover.sync.SyncSettings;
import dev.stopover.transfer.TransferBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * How long the application's writes take without sync and with it: on tables that are alike, write by write in turn, so
 * that whatever else the machine does meets all of them.
 */
final class SyncLatency {
    private static final String NAME = "sync";
    private static final int ROWS = 100_000;
    private static final List<String> TABLES = List.of("none", "plain", "bare", "follows", "twice");
    private static final Map<String, String> LABELS = Map.of(
            "none", "no triggers",
            "plain", "one transfer, plain columns",
            "bare", "the same without the subtransaction",
            "follows", "one transfer that follows",
            "twice", "two transfers, one of which follows");

    private final BenchServer server;
    private final Database database;
    private final int writes;
    private final Map<String, Times> times = new LinkedHashMap<>();

    private SyncLatency(BenchServer server, Database database, int writes) {
        this.server = server;
        this.database = database;
        this.writes = writes;
    }

    /** Medians and 99th percentiles of every round, in microseconds. */
    private record Times(Samples median, Samples slow) {
        Times() {
            this(new Samples(), new Samples());
        }

        void add(long[] nanos) {
            Arrays.sort(nanos);
            median.add(nanos[nanos.length / 2] / 1e3);
            slow.add(nanos[nanos.length * 99 / 100] / 1e3);
        }
    }

    public static void main(String[] arguments) throws IOException, SQLException {
        int rounds = Setting.number("BENCH_ROUNDS", 5);
        Machine.print();
        try (BenchServer server = BenchServer.start(Optional.empty())) {
            SyncLatency latency =
                    new SyncLatency(server, server.create(NAME, "template0"), Setting.number("BENCH_WRITES", 3000));
            latency.load();
            for (int round = 1; round <= rounds; round++) {
                latency.round(round);
            }
            latency.print();
        }
    }

    private void load() throws IOException, SQLException {
        server.execute(NAME, "create schema stopover");
        try (InputStream history = SyncLatency.class.getResourceAsStream("/db/stopover/V1__history.sql")) {
            server.execute(NAME, new String(history.readAllBytes(), StandardCharsets.UTF_8));
        }
        server.execute(NAME, """
                insert into stopover.plan (name, title, epoch, hash) values ('bench', 'Bench', 1, '');
                insert into stopover.run
                  (plan, epoch, state, plan_hash, target_phase, program_version, host, system_identifier, database_name, database_oid)
                values ('bench', 1, 'running', '', 'migrate', '', '', '', '', 0);
                create table people (id int primary key, name text);
                create table users (id int primary key, name text);
                insert into people select i, 'name' from generate_series(1, 1000) i;
                """);
        List<Transfer> transfers = new ArrayList<>();
        transfers.add(TransferBuilder.transfer("people")
                .from("people", "p")
                .into("users")
                .copy("id", "name")
                .build());
        for (String table : TABLES) {
            server.execute(NAME, """
                    create table %1$s (id int primary key, person int not null, v int not null, note text);
                    create index on %1$s (person);
                    insert into %1$s select i, 1 + i %% 1000, i, repeat('x', 60) from generate_series(1, %2$d) i;
                    """.formatted(table, ROWS));
            if (Set.of("plain", "bare", "twice").contains(table)) {
                server.execute(
                        NAME,
                        "create table %1$s_copied (id int primary key, v int not null, note text)".formatted(table));
                transfers.add(TransferBuilder.transfer(table + "-copied")
                        .from(table, "o")
                        .into(table + "_copied")
                        .copy("id", "v", "note")
                        .drop("person")
                        .build());
            }
            if (Set.of("follows", "twice").contains(table)) {
                server.execute(NAME, """
                        create table %1$s_followed (id int primary key, user_id int references users, v int not null, note text)
                        """.formatted(table));
                transfers.add(TransferBuilder.transfer(table + "-followed")
                        .from(table, "o")
                        .into(table + "_followed")
                        .copy("id", "v", "note")
                        .follow("u", "people", "o.person")
                        .column("user_id", "u.id")
                        .build());
            }
        }
        sync(transfers);
        withoutSubtransaction();
        server.execute(NAME, "vacuum analyze");
    }

    private void round(int seed) throws SQLException {
        Map<String, long[]> nanos = new LinkedHashMap<>();
        TABLES.forEach(table -> nanos.put(table, new long[writes]));
        server.execute("postgres", "checkpoint");
        try (Connection connection = database.open("writer")) {
            Map<String, List<PreparedStatement>> statements = new LinkedHashMap<>();
            for (String table : TABLES) {
                statements.put(
                        table,
                        List.of(
                                connection.prepareStatement("insert into " + table
                                        + " values (?, 7, 1, 'note') on conflict (id) do update set v = 2"),
                                connection.prepareStatement("delete from " + table + " where id = ?"),
                                connection.prepareStatement("update " + table + " set v = v + 1 where id = ?"),
                                connection.prepareStatement("update " + table + " set v = v + 2 where id = ?")));
            }
            Random random = new Random(seed);
            for (int i = -200; i < writes; i++) {
                int id = 1 + random.nextInt(ROWS);
                int kind = random.nextInt(4);
                for (String table : TABLES) {
                    PreparedStatement statement = statements.get(table).get(kind);
                    statement.setInt(1, id);
                    long began = System.nanoTime();
                    statement.execute();
                    if (i >= 0) {
                        nanos.get(table)[i] = System.nanoTime() - began;
                    }
                }
            }
        }
        nanos.forEach((table, measured) ->
                times.computeIfAbsent(table, key -> new Times()).add(measured));
    }

    private void sync(List<Transfer> transfers) throws SQLException {
        Phase phase = new Phase(
                "migrate",
                PhaseKind.MIGRATE,
                "migrate",
                Risk.LOW,
                Optional.empty(),
                false,
                Duration.ZERO,
                Set.of(),
                false,
                List.of(),
                transfers,
                List.of(),
                List.of(),
                List.of(),
                new Position("plan.yaml", 1, 1));
        Plan plan = new Plan(
                "bench",
                "Bench",
                Optional.empty(),
                true,
                List.of(phase),
                new Tripwires(2, Duration.ofSeconds(30), 0),
                "hash");
        new SyncRunner(database, new Epoch("bench", 1, 1), SyncSettings.DEFAULT, new StopSignal(), new Silence())
                .installForward(plan, phase);
    }

    private void withoutSubtransaction() throws SQLException {
        try (Connection connection = database.open("bench");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        select pg_get_functiondef(oid)
                        from pg_proc
                        where proname = 'forward_bench_public.bare'
                        """)) {
            row.next();
            String definition = row.getString(1);
            String changed = definition.replaceAll("(?s)\\n  exception\\n.*?\\n  end;\\n", "\n  end;\n");
            if (changed.equals(definition)) {
                throw new IllegalStateException("no exception block in " + definition);
            }
            server.execute(NAME, changed);
        }
    }

    private void print() throws IOException {
        System.out.println(writes + " writes of each, "
                + times.values().iterator().next().median().size()
                + " rounds; microseconds, min / median / max of the rounds");
        Times base = times.get("none");
        Table table = new Table("", "p50", "over none", "p99", "over none");
        times.forEach((name, measured) -> table.row(
                LABELS.get(name),
                measured.median().print(0),
                measured.median().over(base.median()).print(2),
                measured.slow().print(0),
                measured.slow().over(base.slow()).print(2)));
        table.print();
        Machine.printLoad();
    }

    /** Nobody listens to a measurement. */
    private static final class Silence implements SyncListener {
        @Override
        public void installed(String relation, String trigger) {}

        @Override
        public void lockRetry(String relation, int attempt, String inTheWay) {
            System.out.println("waiting for the lock of " + relation + ": " + inTheWay);
        }

        @Override
        public void waiting(String inTheWay) {}

        @Override
        public void reconciled(long keys, long left) {}
    }
}
