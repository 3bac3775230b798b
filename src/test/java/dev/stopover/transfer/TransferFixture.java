package dev.stopover.transfer;

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
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A database with Stopover's history in it, and a plan of one phase whose transfers can be run. */
final class TransferFixture {
    static final TransferSettings TINY =
            new TransferSettings(1, Duration.ofMillis(500), 1, 400, 1, Duration.ofSeconds(30));

    final Database database;
    final StopSignal stop = new StopSignal();
    final RecordingListener listener = new RecordingListener();
    private Epoch epoch;
    private TransferSettings settings = TransferSettings.DEFAULT;
    private boolean live = true;
    private long rejectsAllowed;
    private List<Transfer> transfers = List.of();

    private TransferFixture(Database database, Epoch epoch) {
        this.database = database;
        this.epoch = epoch;
    }

    static TransferFixture with(String schema) {
        Database database = TestServer.newDatabase();
        TestServer.execute(database, "create schema stopover");
        TestServer.execute(database, historySchema());
        TestServer.execute(database, schema);
        TestServer.execute(
                database, "insert into stopover.plan (name, title, epoch, hash) values ('test', 'Test', 0, '')");
        TransferFixture fixture = new TransferFixture(database, new Epoch("test", 0, 0));
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

    TransferFixture settings(TransferSettings value) {
        settings = value;
        return this;
    }

    TransferFixture offline() {
        live = false;
        return this;
    }

    TransferFixture allowing(long rejects) {
        rejectsAllowed = rejects;
        return this;
    }

    TransferFixture plan(TransferBuilder... builders) {
        transfers =
                java.util.Arrays.stream(builders).map(TransferBuilder::build).toList();
        return this;
    }

    Plan plan() {
        return new Plan(
                "test",
                "Test",
                Optional.empty(),
                live,
                List.of(phase()),
                new Tripwires(2, Duration.ofSeconds(30), rejectsAllowed),
                "hash");
    }

    Phase phase() {
        return new Phase(
                "migrate",
                PhaseKind.MIGRATE,
                "Migrate",
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

    /** Runs all transfers of the plan. */
    void run() throws SQLException {
        run(listener);
    }

    void run(TransferListener told) throws SQLException {
        TransferRunner runner = new TransferRunner(database, epoch, settings, stop, told);
        Plan plan = plan();
        for (Transfer transfer : transfers) {
            runner.run(plan, plan.phases().get(0), transfer, StaleRows.NONE);
        }
    }

    /** Evaluates the generated checks and records them, as a phase does after its transfers; returns those that failed. */
    List<CheckResult> failedChecks() throws SQLException {
        return new CheckRunner(database, epoch, stop, EntityReader.UNAVAILABLE, CheckListener.NONE)
                .run(plan(), phase()).stream()
                        .filter(result -> !result.passed())
                        .toList();
    }

    /** Undoes the transfers of the plan's phase. */
    void undo(boolean acceptLoss) throws SQLException {
        undo(listener, acceptLoss);
    }

    void undo(TransferListener told, boolean acceptLoss) throws SQLException {
        new TransferUndo(database, epoch, settings, stop, told).undo(plan(), phase(), acceptLoss);
    }

    /** Why the transfers of the plan's phase cannot be undone. */
    List<String> problems() throws SQLException {
        try (Connection connection = database.connect("test")) {
            return TransferUndo.problems(connection, plan(), phase()).stream()
                    .map(UndoObstacle::reason)
                    .toList();
        }
    }

    Epoch epoch() {
        return epoch;
    }

    Counts counts(String transfer) {
        return new Counts(
                count(transfer, "read"),
                count(transfer, "inserted"),
                count(transfer, "same"),
                count(transfer, "merged"),
                count(transfer, "rejected"));
    }

    private long count(String transfer, String column) {
        return number("select coalesce(sum(e." + column + "), 0) from stopover.extent e "
                + "join stopover.transfer t on t.id = e.transfer_id where t.name = '" + transfer + "'");
    }

    void execute(String sql) {
        TestServer.execute(database, sql);
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

    /** The rows that are in exactly one of two queries. */
    List<String> difference(String left, String right) {
        return rows("select d::text from ((table l except all table r) union all (table r except all table l)) d"
                .replace("table l", "select * from (" + left + ") l")
                .replace("table r", "select * from (" + right + ") r"));
    }

    private static String historySchema() {
        try (InputStream resource = TransferFixture.class.getResourceAsStream("/db/stopover/V1__history.sql")) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Keeps what it is told. */
    static class RecordingListener implements TransferListener {
        final List<Counts> chunks = Collections.synchronizedList(new ArrayList<>());
        final List<String> retries = Collections.synchronizedList(new ArrayList<>());
        final List<String> restarts = Collections.synchronizedList(new ArrayList<>());
        final List<Long> undone = Collections.synchronizedList(new ArrayList<>());
        final List<Reject> rejects = Collections.synchronizedList(new ArrayList<>());

        @Override
        public void planned(String transfer, long estimatedRows, long doneRows) {}

        @Override
        public void chunkCommitted(String transfer, Counts counts, long millis) {
            chunks.add(counts);
        }

        @Override
        public void retried(String transfer, String reason) {
            retries.add(reason);
        }

        @Override
        public void restarted(String transfer, String reason) {
            restarts.add(reason);
        }

        @Override
        public void undone(String target, long rows) {
            undone.add(rows);
        }

        @Override
        public void rejected(String transfer, Reject reject) {
            rejects.add(reject);
        }
    }
}
