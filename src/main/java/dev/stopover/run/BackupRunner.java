package dev.stopover.run;

import dev.stopover.backup.BackupException;
import dev.stopover.backup.BackupListener;
import dev.stopover.backup.BackupSettings;
import dev.stopover.backup.Backups;
import dev.stopover.backup.DumpRestore;
import dev.stopover.backup.RestoredTable;
import dev.stopover.backup.TableRestore;
import dev.stopover.database.Database;
import dev.stopover.database.StopSignal;
import dev.stopover.failure.StopoverException;
import dev.stopover.failure.StoppedException;
import dev.stopover.history.BackupHistory;
import dev.stopover.history.BackupRecord;
import dev.stopover.history.Epoch;
import dev.stopover.history.RunHistory;
import dev.stopover.migration.HistorySchema;
import dev.stopover.plan.BackupKind;
import dev.stopover.plan.Phase;
import dev.stopover.plan.Plan;
import dev.stopover.plan.Tripwires;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Takes and restores backups by hand, each as a run of its own: under the plan's lock and with an epoch. */
public final class BackupRunner {
    private final Database database;
    private final RunSettings settings;
    private final BackupSettings backups;
    private final RunContext context;
    private final StopSignal stop;
    private final BackupListener listener;

    public BackupRunner(
            Database database,
            RunSettings settings,
            BackupSettings backups,
            RunContext context,
            StopSignal stop,
            BackupListener listener) {
        this.database = database;
        this.settings = settings;
        this.backups = backups;
        this.context = context;
        this.stop = stop;
        this.listener = listener;
    }

    /** What a run of this class does. */
    @FunctionalInterface
    private interface Work<T> {
        T run(StopSignal here, Epoch epoch) throws SQLException;
    }

    /**
     * Takes a backup that belongs to no attempt of a phase.
     *
     * @param phase whose tables it is about; a snapshot needs one
     * @param tablesOnly whether a dump holds nothing but these tables
     */
    public BackupRecord take(Plan plan, Optional<Phase> phase, BackupKind kind, boolean tablesOnly)
            throws SQLException {
        return asRun(
                plan,
                phase.map(Phase::name).orElse(""),
                (here, epoch) -> new Backups(database, epoch, backups, here, listener)
                        .takeByHand(phase, kind, backups.prove(), tablesOnly));
    }

    /**
     * Restores a dump into a new database.
     *
     * @see DumpRestore#into
     */
    public List<RestoredTable> restoreInto(long backup, String name, boolean owners) throws SQLException {
        BackupRecord record = find(backup);
        return asRun(
                recordedPlan(record.plan()),
                record.phase().orElse(""),
                (here, epoch) -> new DumpRestore(database, epoch, backups, here, listener).into(record, name, owners));
    }

    /**
     * Fills empty tables from a backup.
     *
     * @see TableRestore#restoreTables
     */
    public List<RestoredTable> restoreTables(long backup, List<String> tables) throws SQLException {
        BackupRecord record = find(backup);
        return asRun(
                recordedPlan(record.plan()),
                record.phase().orElse(""),
                (here, epoch) -> new TableRestore(database, epoch, backups, here, listener)
                        .restoreTables(record, tables)
                        .tables());
    }

    private <T> T asRun(Plan plan, String phase, Work<T> work) throws SQLException {
        ProgressReporter reporter = reporter(plan);
        try (StopSignal here = stop.part();
                Connection connection = database.open(plan.name() + " backup");
                StopSignal.Watch watch = here.watch(connection);
                RunLock lock = RunLock.acquire(database, plan.name(), settings.lockWait(), here, reporter::waiting)) {
            HistorySchema.migrate(database, connection, here, settings.lockWait());
            Epoch epoch = new Takeover(connection, here, settings.lockWait(), reporter)
                    .begin(plan, phase, context)
                    .guardedBy(lock::check);
            try {
                T result = work.run(here, epoch);
                lock.check();
                RunHistory.finish(connection, epoch, "completed", 0, null);
                return result;
            } catch (StopoverException failure) {
                throw ended(epoch, failure);
            } catch (SQLException failure) {
                if (stop.reason().isPresent()) {
                    throw ended(epoch, new StoppedException(stop.reason().get()));
                }
                here.check();
                throw failure;
            }
        }
    }

    /** There are no probes for this run; who waits for a lock is told like everything else. */
    private ProgressReporter reporter(Plan plan) {
        RunProgress progress = new RunProgress(new RunView(
                plan.name(),
                Optional.empty(),
                "starting",
                Optional.empty(),
                "",
                RunView.Progress.NONE,
                Optional.empty(),
                List.of(),
                false));
        progress.onEvent(listener::warning);
        return new ProgressReporter(progress);
    }

    private StopoverException ended(Epoch epoch, StopoverException failure) {
        String state = stop.reason().isPresent() ? "stopped" : "failed";
        try (Connection fresh = database.open(epoch.plan())) {
            RunHistory.finish(fresh, epoch, state, failure.exitCode().code(), failure.getMessage());
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
        return failure;
    }

    private BackupRecord find(long id) throws SQLException {
        try (Connection connection = database.open("backup")) {
            return BackupHistory.find(connection, id)
                    .orElseThrow(() -> new BackupException("there is no backup " + id, "See stopover backup --list."));
        }
    }

    /** As much of the plan as a run needs that is not about its phases. */
    private Plan recordedPlan(String name) throws SQLException {
        try (Connection connection = database.open("backup");
                PreparedStatement statement = connection.prepareStatement("""
                        select title, hash
                        from stopover.plan
                        where name = ?
                        """)) {
            statement.setString(1, name);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return new Plan(
                        name, row.getString(1), Optional.empty(), true, List.of(), Tripwires.DEFAULT, row.getString(2));
            }
        }
    }
}
