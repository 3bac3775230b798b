package dev.stopover.rehearsal;

import dev.stopover.database.Database;
import dev.stopover.database.Fingerprint;
import dev.stopover.database.OneTransaction;
import dev.stopover.migration.ScriptWitness;
import dev.stopover.plan.Script;
import dev.stopover.plan.Version;
import dev.stopover.sql.ConcurrentWork;
import dev.stopover.sql.ConcurrentWork.CreateIndex;
import dev.stopover.sql.ConcurrentWork.DetachPartition;
import dev.stopover.sql.ConcurrentWork.DropIndex;
import dev.stopover.sql.ConcurrentWork.ReindexIndex;
import dev.stopover.sql.ConcurrentWork.ReindexTable;
import dev.stopover.sql.ObjectName;
import dev.stopover.sql.SqlStatement;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Sees what each script locks and rewrites and how long it takes, keeps the fingerprint from before each migration, and
 * fails an undo script that does not bring it back, before that is committed.
 */
final class ScriptObserver implements ScriptWitness {
    private static final int SHOWN_DIFFERENCES = 20;

    private final Database database;
    private final Way way;
    private final Map<Version, Fingerprint> before;
    private final Map<Version, ScriptTrace> traces = new LinkedHashMap<>();
    private Optional<Script> atWork = Optional.empty();
    private RelationFiles relations = RelationFiles.NONE;
    private Map<String, TableLock.Mode> locks = new HashMap<>();
    private long scriptBegun;
    private long transactionBegun;
    /** What scripts before it have locked, if they are in the same transaction. */
    private List<TableLock> earlier = List.of();

    private Duration heldFor = Duration.ZERO;

    /** Which way the scripts lead. */
    private enum Way {
        FORWARD,
        BACK
    }

    private ScriptObserver(Database database, Way way, Map<Version, Fingerprint> before) {
        this.database = database;
        this.way = way;
        this.before = before;
    }

    /** For migrations. */
    static ScriptObserver forward(Database database) {
        return new ScriptObserver(database, Way.FORWARD, new HashMap<>());
    }

    /** For the undo scripts of the migrations that this one has seen. */
    ScriptObserver back(Database copy) {
        return new ScriptObserver(copy, Way.BACK, before);
    }

    /** What was seen of each script that ran to its end. */
    Map<Version, ScriptTrace> traces() {
        return traces;
    }

    /** The script that has begun and not ended; after a failure, the one that failed. */
    Optional<Script> atWork() {
        return atWork;
    }

    @Override
    public void scriptBegins(Script script, Connection connection) throws SQLException {
        if (OneTransaction.isPart(connection)) {
            lookAt(script, connection, Fingerprint.readWithin(connection));
            earlier = relations.locksOf(connection);
        } else {
            // On a connection of its own, so that what is looked at is not among the script's locks.
            try (Connection own = database.open("rehearsal")) {
                lookAt(script, own, Fingerprint.read(own));
                earlier = List.of();
            }
        }
        atWork = Optional.of(script);
        locks = new HashMap<>();
        heldFor = Duration.ZERO;
        scriptBegun = System.nanoTime();
    }

    private void lookAt(Script script, Connection connection, Fingerprint now) throws SQLException {
        relations = RelationFiles.read(connection);
        if (way == Way.FORWARD) {
            // A script that goes on after a lost connection is half done by now.
            before.putIfAbsent(script.version(), now);
        }
    }

    @Override
    public void transactionBegins(Script script, Connection connection) {
        transactionBegun = System.nanoTime();
    }

    @Override
    public void transactionEnds(Script script, Connection connection) throws SQLException {
        heldAtLeast(Duration.ofNanos(System.nanoTime() - transactionBegun));
        relations.locksOf(connection).stream()
                .filter(lock -> !earlier.contains(lock))
                .forEach(this::lock);
    }

    /** Its locks are gone by now, but such a statement takes always the same ones. */
    @Override
    public void ranAlone(Script script, SqlStatement statement, Duration took) {
        heldAtLeast(took);
        statement.concurrent().map(ScriptObserver::lockedBy).ifPresent(this::lock);
    }

    @Override
    public void scriptEnds(Script script, Connection connection) throws SQLException {
        Duration took = Duration.ofNanos(System.nanoTime() - scriptBegun);
        if (way == Way.BACK) {
            prove(script, connection);
        }
        List<TableLock> taken = locks.entrySet().stream()
                .map(lock -> new TableLock(lock.getKey(), lock.getValue()))
                .sorted()
                .toList();
        List<String> rewritten = relations.rewrittenIn(RelationFiles.read(connection));
        traces.put(script.version(), new ScriptTrace(script.file(), took, taken, heldFor, rewritten));
        atWork = Optional.empty();
    }

    private void prove(Script undo, Connection connection) throws SQLException {
        Fingerprint wanted = before.get(undo.version());
        if (wanted == null) {
            return;
        }
        Fingerprint now =
                connection.getAutoCommit() ? Fingerprint.read(connection) : Fingerprint.readWithin(connection);
        List<String> differences = wanted.differencesTo(now);
        if (!differences.isEmpty()) {
            throw new BrokenUndoException(undo.file()
                    + " runs, but the catalog is not as it was before the migration (- is missing, + is too much):\n"
                    + differences.stream().limit(SHOWN_DIFFERENCES).collect(Collectors.joining("\n"))
                    + (differences.size() > SHOWN_DIFFERENCES ? "\n…" : ""));
        }
    }

    private void heldAtLeast(Duration time) {
        heldFor = heldFor.compareTo(time) < 0 ? time : heldFor;
    }

    private void lock(TableLock lock) {
        locks.merge(lock.relation(), lock.mode(), TableLock.Mode::stronger);
    }

    private static TableLock lockedBy(ConcurrentWork work) {
        if (work instanceof CreateIndex create) {
            return shared("", create.table());
        }
        if (work instanceof DropIndex drop) {
            return shared("the table of index ", drop.index());
        }
        if (work instanceof ReindexIndex reindex) {
            return shared("the table of index ", reindex.index());
        }
        if (work instanceof ReindexTable reindex) {
            return shared("", reindex.table());
        }
        return shared("", ((DetachPartition) work).table());
    }

    private static TableLock shared(String what, ObjectName name) {
        return new TableLock(what + name, TableLock.Mode.SHARE_UPDATE_EXCLUSIVE);
    }
}
