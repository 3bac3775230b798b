package dev.stopover.backup;

import dev.stopover.database.Database;
import dev.stopover.database.Identifier;
import dev.stopover.database.SqlState;
import dev.stopover.database.StopSignal;
import dev.stopover.history.BackupHistory;
import dev.stopover.history.BackupState;
import dev.stopover.history.BackupTable;
import dev.stopover.history.BackupTables;
import dev.stopover.history.Epoch;
import dev.stopover.history.Transaction;
import dev.stopover.plan.BackupKind;
import dev.stopover.plan.Phase;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A copy of the tables that a phase touches, inside the database: all of one moment, and either all there or nothing.
 *
 * <p>Writers go on, since only ACCESS SHARE is taken. The locks come before the transaction's snapshot: a table that
 * somebody rewrote or truncated between the two would look empty. So they also come before the epoch is held, which is no
 * harm, as nothing is written before it.
 */
final class Snapshot {
    private static final int LONGEST_NAME = 63;

    private final Database database;
    private final Epoch epoch;
    private final BackupSettings settings;
    private final StopSignal stop;
    private final BackupListener listener;

    Snapshot(Database database, Epoch epoch, BackupSettings settings, StopSignal stop, BackupListener listener) {
        this.database = database;
        this.epoch = epoch;
        this.settings = settings;
        this.stop = stop;
        this.listener = listener;
    }

    static String schema(long backup) {
        return "stopover_backup_" + backup;
    }

    /**
     * Takes it.
     *
     * @return its number
     * @throws BackupException when it would be larger than allowed, or a table is locked for too long
     */
    long take(Phase phase, Optional<Instant> attempt) throws SQLException {
        try (BackupSession session =
                BackupSession.open(database, epoch.plan() + " " + phase.name(), settings.lockTimeout(), stop)) {
            Connection connection = session.connection();
            List<TableShape> expected = TableShapes.touched(connection, phase);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            try {
                return Transaction.plain(connection, () -> {
                    lock(session, expected);
                    epoch.hold(connection);
                    List<TableShape> tables = TableShapes.touched(connection, phase);
                    if (!tables.equals(expected)) {
                        throw new BackupException(
                                "the tables of phase " + phase.name() + " were changed while its snapshot began",
                                "Run the same command again.");
                    }
                    refuseTooLarge(TableShapes.size(connection, tables), settings, phase.name());
                    return copy(session, phase, attempt, tables);
                });
            } catch (SQLException e) {
                if (SqlState.of(e).equals(SqlState.LOCK_NOT_AVAILABLE)) {
                    throw new BackupException(
                            "the snapshot of phase " + phase.name() + " did not get to read a table within "
                                    + settings.lockTimeout().toSeconds() + " s: " + e.getMessage(),
                            "Somebody holds an exclusive lock; see pg_locks, and run the same command again.",
                            e);
                }
                throw e;
            }
        }
    }

    /** @throws BackupException when the tables are larger than a snapshot may be */
    static void refuseTooLarge(ByteSize size, BackupSettings settings, String phase) {
        if (size.bytes() > settings.snapshotLimit().bytes()) {
            throw new BackupException(
                    "the tables that phase " + phase + " touches take up " + size + ", and a snapshot may take up "
                            + settings.snapshotLimit(),
                    "If the server has the room, raise --snapshot-limit; or let the plan say backup: dump, which is"
                            + " written outside the server.");
        }
    }

    private static void lock(BackupSession session, List<TableShape> tables) throws SQLException {
        if (!tables.isEmpty()) {
            session.execute(tables.stream()
                    .map(TableShape::rows)
                    .collect(Collectors.joining(", ", "lock table ", " in access share mode")));
        }
    }

    private long copy(BackupSession session, Phase phase, Optional<Instant> attempt, List<TableShape> tables)
            throws SQLException {
        Connection connection = session.connection();
        long id = BackupHistory.begin(connection, epoch, phase.name(), attempt, BackupKind.SNAPSHOT);
        String schema = Identifier.quote(schema(id));
        session.execute("create schema " + schema);
        session.execute("comment on schema " + schema + " is "
                + Identifier.literal("Snapshot before phase " + phase.name() + " of plan " + epoch.plan()
                        + "; stopover backup --remove " + id + " drops it"));
        List<BackupTable> saved = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (TableShape table : tables) {
            stop.check();
            listener.activity("snapshot of " + table);
            saved.add(copy(session, schema, table, freeName(table.name(), names)));
        }
        BackupTables.record(connection, id, saved);
        ByteSize size = TableShapes.size(connection, TableShapes.in(connection, schema(id)));
        BackupHistory.finish(connection, id, BackupState.PROVEN, schema(id), size.bytes(), "");
        return id;
    }

    private static BackupTable copy(BackupSession session, String schema, TableShape table, String name)
            throws SQLException {
        String copy = schema + "." + Identifier.quote(name);
        session.execute("""
                create table %s as
                select %s
                from %s
                """.formatted(copy, table.copiedColumns(), table.rows()));
        RowSum original = RowSum.of(session.connection(), table.rows(), table.columnNames());
        RowSum copied = RowSum.of(session.connection(), copy, table.columnNames());
        if (!copied.equals(original)) {
            throw new BackupException(
                    "the snapshot of " + table + " has " + copied + ", but the table has " + original,
                    "A value of some column cannot be copied as it is; let the plan say backup: dump.");
        }
        return table.saved(Optional.of(name), original, TableShapes.sequences(session.connection(), table));
    }

    /** Tables of two schemas may have one name, and a name is at most 63 bytes long. */
    private static String freeName(String wanted, Set<String> taken) {
        String name = wanted;
        for (int number = 2; !taken.add(name); number++) {
            String suffix = "_" + number;
            int end = wanted.length();
            while ((wanted.substring(0, end) + suffix).getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
                end = wanted.offsetByCodePoints(end, -1);
            }
            name = wanted.substring(0, end) + suffix;
        }
        return name;
    }
}
