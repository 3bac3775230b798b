package dev.stopover.backup;

import dev.stopover.database.Database;
import dev.stopover.database.StopSignal;
import dev.stopover.history.BackupHistory;
import dev.stopover.history.BackupRecord;
import dev.stopover.history.BackupState;
import dev.stopover.history.BackupTable;
import dev.stopover.history.BackupTables;
import dev.stopover.history.Epoch;
import dev.stopover.history.Transaction;
import dev.stopover.plan.BackupKind;
import dev.stopover.plan.Phase;
import dev.stopover.plan.PhaseKind;
import dev.stopover.plan.Plan;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Takes the backups that a phase asks for, before the phase changes anything.
 *
 * <p>A backup belongs to one attempt of a phase, which begins when the phase enters its running state from any other
 * than running or failed. A phase that is resumed keeps the backup of its attempt: what it would copy now may be half
 * changed.
 */
public final class Backups {
    private final Database database;
    private final Epoch epoch;
    private final BackupSettings settings;
    private final StopSignal stop;
    private final BackupListener listener;

    public Backups(Database database, Epoch epoch, BackupSettings settings, StopSignal stop, BackupListener listener) {
        this.database = database;
        this.epoch = epoch;
        this.settings = settings;
        this.stop = stop;
        this.listener = listener;
    }

    /**
     * Takes what the phase asks for and does not have yet. Must be called after the phase entered its running state and
     * before its first script. A dump before a contract phase is proven, since that phase is undone from it.
     *
     * @return a backup of each kind that the phase asks for
     * @throws BackupException when one cannot be had; the phase must not go on
     * @throws SQLException when the connection is lost
     * @throws dev.stopover.failure.StoppedException when the run should stop
     */
    public List<BackupRecord> take(Plan plan, Phase phase) throws SQLException {
        if (phase.backups().isEmpty()) {
            return List.of();
        }
        try (Connection history = database.open(plan.name() + " " + phase.name())) {
            sweep(history);
            Instant attempt = BackupHistory.attempt(history, plan.name(), phase.name())
                    .orElseThrow(() -> new IllegalStateException("phase " + phase.name() + " has not begun"));
            boolean prove = settings.prove() || phase.kind() == PhaseKind.CONTRACT;
            List<BackupRecord> records = new ArrayList<>();
            for (BackupKind kind : phase.backups().stream().sorted().toList()) {
                stop.check();
                Optional<BackupRecord> kept = kept(history, phase, attempt, kind, prove);
                kept.ifPresent(listener::kept);
                records.add(
                        kept.isPresent()
                                ? kept.get()
                                : take(history, Optional.of(phase), Optional.of(attempt), kind, prove, false));
            }
            return records;
        }
    }

    /**
     * Takes one backup that belongs to no attempt.
     *
     * @param phase whose tables a snapshot copies, and a dump counts
     * @param tablesOnly whether a dump holds nothing but these tables
     */
    public BackupRecord takeByHand(Optional<Phase> phase, BackupKind kind, boolean prove, boolean tablesOnly)
            throws SQLException {
        try (Connection history = database.open(epoch.plan() + " backup")) {
            sweep(history);
            return take(history, phase, Optional.empty(), kind, prove, tablesOnly);
        }
    }

    private BackupRecord take(
            Connection history,
            Optional<Phase> phase,
            Optional<Instant> attempt,
            BackupKind kind,
            boolean prove,
            boolean tablesOnly)
            throws SQLException {
        long id = switch (kind) {
            case SNAPSHOT -> new Snapshot(database, epoch, settings, stop, listener).take(phase.orElseThrow(), attempt);
            case DUMP -> dump(history, phase, attempt, prove, tablesOnly);
            case RESTORE_POINT ->
                new RestorePoint(database, epoch, settings, stop)
                        .take(history, phase.map(Phase::name).orElse(null), attempt);
        };
        BackupRecord taken = BackupHistory.find(history, id).orElseThrow();
        listener.taken(taken);
        return taken;
    }

    private long dump(
            Connection history, Optional<Phase> phase, Optional<Instant> attempt, boolean prove, boolean tablesOnly)
            throws SQLException {
        Dump dump = new Dump(database, epoch, settings, stop, listener);
        Dump.Scope scope = tablesOnly ? Dump.Scope.TOUCHED_TABLES : Dump.Scope.DATABASE;
        long id = dump.take(history, phase, attempt, scope, prove);
        if (prove) {
            BackupRecord taken = BackupHistory.find(history, id).orElseThrow();
            try {
                new Proof(database, epoch, settings, stop, listener).of(history, taken);
            } catch (SQLException | RuntimeException e) {
                dump.failed(history, id, new DumpFile(Path.of(taken.location())), e);
                throw e;
            }
        }
        return id;
    }

    /** Ends what a run that died left behind: unfinished backups and scratch databases. */
    private void sweep(Connection history) throws SQLException {
        Dump dump = new Dump(database, epoch, settings, stop, listener);
        for (BackupRecord left : BackupHistory.ofPlan(history, epoch.plan())) {
            if (left.scratch().isPresent()) {
                ScratchDatabase.sweep(history, epoch, left);
            }
            if (left.state() == BackupState.TAKING) {
                dump.sweep(history, left);
            }
        }
    }

    private Optional<BackupRecord> kept(
            Connection history, Phase phase, Instant attempt, BackupKind kind, boolean prove) throws SQLException {
        for (BackupRecord earlier : BackupHistory.ofAttempt(history, epoch.plan(), phase.name(), attempt)) {
            if (earlier.kind() == kind && earlier.state().isUsable() && counts(history, phase, earlier, prove)) {
                return Optional.of(earlier);
            }
        }
        return Optional.empty();
    }

    private boolean counts(Connection history, Phase phase, BackupRecord earlier, boolean prove) throws SQLException {
        boolean enough = earlier.state() == BackupState.PROVEN
                || (earlier.kind() == BackupKind.DUMP && !prove)
                || earlier.kind() == BackupKind.SNAPSHOT;
        if (!enough) {
            return false;
        }
        requireForTheWayBack(history, phase, earlier);
        return switch (earlier.kind()) {
            case SNAPSHOT -> snapshotIsHere(history, earlier);
            case DUMP -> {
                if (!new DumpFile(Path.of(earlier.location())).exists()) {
                    listener.warning("the file of " + earlier.display() + " is not here: " + earlier.location());
                }
                yield true;
            }
            case RESTORE_POINT -> true;
        };
    }

    /**
     * A phase that has dropped tables already does not drop more while their rows are not to be had, and one that is there
     * to drop them does not begin with it: another backup would not hold what is gone or changed by now.
     */
    private void requireForTheWayBack(Connection history, Phase phase, BackupRecord earlier) throws SQLException {
        List<BackupTable> gone = earlier.kind() == BackupKind.RESTORE_POINT ? List.of() : gone(history, earlier);
        if (gone.isEmpty() && (earlier.kind() != BackupKind.DUMP || phase.kind() != PhaseKind.CONTRACT)) {
            return;
        }
        try (BackupSession session =
                BackupSession.open(database, epoch.plan() + " backup", settings.lockTimeout(), stop)) {
            RowSources.of(session.connection(), earlier, settings, stop).require(session.connection(), gone);
        } catch (BackupException unusable) {
            throw new BackupException(
                    "phase " + phase.name() + " does not go on without its backup: " + unusable.getMessage(),
                    (unusable.remedy()
                                    + " Or take the phase back and begin it anew, with another backup: stopover rollback"
                                    + " --to the phase before it.")
                            .strip(),
                    unusable);
        }
    }

    /** Not in a restored database, whose tables have other numbers and the same names. */
    private static List<BackupTable> gone(Connection history, BackupRecord earlier) throws SQLException {
        List<BackupTable> gone = new ArrayList<>();
        for (BackupTable table : BackupTables.of(history, earlier.id())) {
            if (RestoredRows.oid(history, table) == 0) {
                gone.add(table);
            }
        }
        return gone;
    }

    /** Not so in a database that was restored: dumps do not hold snapshots. */
    private boolean snapshotIsHere(Connection history, BackupRecord snapshot) throws SQLException {
        if (schemaExists(history, snapshot.location())) {
            return true;
        }
        listener.warning(snapshot.display() + " is not in this database any more");
        Transaction.run(
                history,
                epoch,
                () -> BackupHistory.end(history, snapshot.id(), BackupState.REMOVED, "not in this database"));
        return false;
    }

    static boolean schemaExists(Connection connection, String schema) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                select exists (
                  select
                  from pg_namespace
                  where nspname = ?)
                """)) {
            statement.setString(1, schema);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }
}
