package dev.stopover.sync;

import dev.stopover.check.CheckListener;
import dev.stopover.check.CheckRunner;
import dev.stopover.check.EntityReader;
import dev.stopover.database.Database;
import dev.stopover.database.StopSignal;
import dev.stopover.history.CheckResult;
import dev.stopover.history.Counts;
import dev.stopover.history.Epoch;
import dev.stopover.history.RejectHistory.Reject;
import dev.stopover.plan.Phase;
import dev.stopover.plan.PhaseKind;
import dev.stopover.plan.Plan;
import dev.stopover.plan.Position;
import dev.stopover.plan.Risk;
import dev.stopover.plan.Transfer;
import dev.stopover.plan.Tripwires;
import dev.stopover.testing.TestServer;
import dev.stopover.transfer.TransferBuilder;
import dev.stopover.transfer.TransferListener;
import dev.stopover.transfer.TransferRunner;
import dev.stopover.transfer.TransferSettings;
import dev.stopover.transfer.TransferUndo;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** A database with Stopover's history in it and a plan whose transfers are synced and run. */
final class SyncFixture {
    static final SyncSettings IMPATIENT =
            new SyncSettings(Duration.ofMillis(500), Duration.ofSeconds(30), Duration.ofSeconds(30), 50);

    final Database database;
    final StopSignal stop = new StopSignal();
    final RecordingListener listener = new RecordingListener();
    private SyncSettings settings = IMPATIENT;
    private TransferSettings transferSettings =
            new TransferSettings(1, Duration.ofMillis(100), 50, 500, 1, Duration.ofSeconds(60));
    private Epoch epoch;
    private volatile boolean live = true;
    private long allowedRejects;
    private final List<List<Transfer>> phases = new ArrayList<>();

    private SyncFixture(Database database, Epoch epoch) {
        this.database = database;
        this.epoch = epoch;
    }

    static SyncFixture with(String schema) {
        Database database = TestServer.newDatabase();
        TestServer.execute(database, "create schema stopover");
        TestServer.execute(database, historySchema());
        TestServer.execute(database, schema);
        TestServer.execute(
                database, "insert into stopover.plan (name, title, epoch, hash) values ('test', 'Test', 0, '')");
        SyncFixture fixture = new SyncFixture(database, new Epoch("test", 0, 0));
        fixture.takeOver();
        return fixture;
    }

    /** Begins another run, as a runner does that takes over. */
    Epoch takeOver() {
        long number = number("update stopover.plan set epoch = epoch + 1 returning epoch");
        long run = number("""
                insert into stopover.run
                  (plan, epoch, state, plan_hash, target_phase, program_version, host, system_identifier,
                   database_name, database_oid)
                values ('test', %d, 'running', '', 'migrate', '', '', '', '', 0)
                returning id
                """.formatted(number));
        epoch = new Epoch("test", number, run);
        return epoch;
    }

    SyncFixture offline() {
        live = false;
        return this;
    }

    SyncFixture settings(SyncSettings value) {
        settings = value;
        return this;
    }

    SyncFixture settings(TransferSettings value) {
        transferSettings = value;
        return this;
    }

    SyncFixture rejects(long allowed) {
        allowedRejects = allowed;
        return this;
    }

    /** Adds a phase with these transfers. */
    SyncFixture phase(TransferBuilder... builders) {
        phases.add(Arrays.stream(builders).map(TransferBuilder::build).toList());
        return this;
    }

    Plan plan() {
        List<Phase> built = new ArrayList<>();
        for (int i = 0; i < phases.size(); i++) {
            built.add(phase("phase-" + (i + 1), phases.get(i)));
        }
        return new Plan(
                "test",
                "Test",
                Optional.empty(),
                live,
                built,
                new Tripwires(2, Duration.ofSeconds(30), allowedRejects),
                "hash");
    }

    private static Phase phase(String name, List<Transfer> transfers) {
        return new Phase(
                name,
                PhaseKind.MIGRATE,
                name,
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
                new Position("plan.yaml", 3, 5));
    }

    Phase last() {
        List<Phase> all = plan().phases();
        return all.get(all.size() - 1);
    }

    SyncRunner runner() {
        return new SyncRunner(database, epoch, settings, stop, listener);
    }

    /** What the targets held is known before any trigger writes to them, as in a run. */
    SyncFixture install() throws SQLException {
        new TransferRunner(database, epoch, transferSettings, stop, listener).register(plan(), last());
        runner().installForward(plan(), last());
        return this;
    }

    /** Runs the transfers of the last phase. */
    SyncFixture copy() throws SQLException {
        TransferRunner runner = new TransferRunner(database, epoch, transferSettings, stop, listener);
        Plan plan = plan();
        for (Transfer transfer : last().transfers()) {
            runner.run(plan, last(), transfer, () -> runner().settle(plan, last()));
        }
        return this;
    }

    /** The same as in a maintenance window, which locks no row. */
    SyncFixture copyWithoutLocks() throws SQLException {
        live = false;
        try {
            return copy();
        } finally {
            live = true;
        }
    }

    /** Takes sync of the last phase and what its transfers moved away. */
    void undo() throws SQLException {
        runner().remove(plan(), last());
        new TransferUndo(database, epoch, transferSettings, stop, listener).undo(plan(), last(), true);
    }

    SyncFixture reconcile() throws SQLException {
        runner().reconcile(plan(), last());
        return this;
    }

    /** Evaluates the generated checks of the last phase; returns what is wrong by those that failed. */
    List<String> failedChecks() throws SQLException {
        return new CheckRunner(database, epoch, stop, EntityReader.UNAVAILABLE, CheckListener.NONE)
                .run(plan(), last()).stream()
                        .filter(result -> !result.passed())
                        .map(CheckResult::toString)
                        .toList();
    }

    /** Takes sync away and forgets that anything was copied. */
    void beginAnew() throws SQLException {
        runner().removeAll(plan());
        execute("delete from stopover.transfer");
        rows("select format('drop table stopover.%I', tablename) from pg_tables where tablename like 'map\\_%'")
                .forEach(this::execute);
    }

    SyncState state() throws SQLException {
        try (Connection connection = database.open("test")) {
            return SyncRunner.state(connection, plan());
        }
    }

    void execute(String... statements) {
        for (String sql : statements) {
            TestServer.execute(database, sql);
        }
    }

    long number(String sql) {
        return Long.parseLong(text(sql));
    }

    String text(String sql) {
        return rows(sql).get(0);
    }

    /** The first column of every row. */
    List<String> rows(String sql) {
        try (Connection connection = database.connect("test");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** The rows that are in exactly one of two queries, seen in one snapshot. */
    List<String> difference(String left, String right) {
        return rows("""
                select side || ' ' || d::text
                from (
                  (select 'only old' as side, l::text as d from (%1$s) l except all select 'only old', r::text from (%2$s) r)
                  union all
                  (select 'only new', r::text from (%2$s) r except all select 'only new', l::text from (%1$s) l)) as x
                """.formatted(left, right));
    }

    private static String historySchema() {
        try (InputStream resource = SyncFixture.class.getResourceAsStream("/db/stopover/V1__history.sql")) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Keeps what it is told. */
    static final class RecordingListener implements SyncListener, TransferListener {
        final List<String> installed = Collections.synchronizedList(new ArrayList<>());
        final List<String> lockRetries = Collections.synchronizedList(new ArrayList<>());
        final List<String> waits = Collections.synchronizedList(new ArrayList<>());
        final List<Reject> rejects = Collections.synchronizedList(new ArrayList<>());
        final List<Counts> chunks = Collections.synchronizedList(new ArrayList<>());
        private volatile Consumer<String> onChunk = transfer -> {};

        void onChunk(Consumer<String> action) {
            onChunk = action;
        }

        @Override
        public void installed(String relation, String trigger) {
            installed.add(relation);
        }

        @Override
        public void lockRetry(String relation, int attempt, String inTheWay) {
            lockRetries.add(relation + ": " + inTheWay);
        }

        @Override
        public void waiting(String inTheWay) {
            waits.add(inTheWay);
        }

        @Override
        public void reconciled(long keys, long left) {}

        @Override
        public void planned(String transfer, long estimatedRows, long doneRows) {}

        @Override
        public void chunkCommitted(String transfer, Counts counts, long millis) {
            chunks.add(counts);
            onChunk.accept(transfer);
        }

        @Override
        public void retried(String transfer, String reason) {}

        @Override
        public void restarted(String transfer, String reason) {}

        @Override
        public void rejected(String transfer, Reject reject) {
            rejects.add(reject);
        }
    }
}
