package dev.stopover.backup;

import dev.stopover.backup.UndoRows.Table;
import dev.stopover.database.Database;
import dev.stopover.database.StopSignal;
import dev.stopover.history.BackupHistory;
import dev.stopover.history.BackupRecord;
import dev.stopover.history.BackupTable;
import dev.stopover.history.BackupTables;
import dev.stopover.plan.BackupKind;
import dev.stopover.plan.Phase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Looks for the rows of the tables that a phase has dropped, before its undo begins. Reads them all once. */
public final class UndoBackups {
    private final Database database;
    private final String plan;
    private final BackupSettings settings;
    private final StopSignal stop;

    public UndoBackups(Database database, String plan, BackupSettings settings, StopSignal stop) {
        this.database = database;
        this.plan = plan;
        this.settings = settings;
        this.stop = stop;
    }

    /**
     * Looks at the backups of the phase's latest attempt.
     *
     * @param resumed whether the undo has begun, so that tables may have their rows again
     * @param elsewhere tables whose rows come back with another phase
     */
    public UndoRows of(Connection connection, Phase phase, boolean resumed, Set<String> elsewhere) throws SQLException {
        List<BackupRecord> backups = backups(connection, phase);
        Map<Long, List<BackupTable>> held = new LinkedHashMap<>();
        Map<String, Table> needed = new LinkedHashMap<>();
        Set<String> known = new HashSet<>(elsewhere);
        for (BackupRecord backup : backups) {
            boolean here = BackupHistory.isOfThisDatabase(connection, backup.id());
            List<BackupTable> gone = new ArrayList<>();
            for (BackupTable table : BackupTables.of(connection, backup.id())) {
                if (!elsewhere.contains(table.toString())
                        && (here ? isGone(connection, table) : RestoredRows.oid(connection, table) == 0)
                        && !(resumed && isFilled(connection, table))) {
                    gone.add(table);
                    needed.putIfAbsent(table.toString(), new Table(table.toString(), Optional.of(table.rows())));
                }
                known.add(table.toString());
            }
            held.put(backup.id(), gone);
        }
        for (String name : DroppedTables.of(connection, plan, phase)) {
            if (known.add(name)) {
                needed.put(name, new Table(name, Optional.empty()));
            }
        }
        return needed.isEmpty()
                ? new UndoRows(List.of(), Optional.empty(), List.of(), List.of(), List.of())
                : best(backups, held, List.copyOf(needed.values()));
    }

    /** The newest first; what was removed, too, since it tells what is missing. */
    private List<BackupRecord> backups(Connection connection, Phase phase) throws SQLException {
        Optional<Instant> attempt = BackupHistory.attempt(connection, plan, phase.name());
        return attempt.isEmpty()
                ? List.of()
                : BackupHistory.ofAttempt(connection, plan, phase.name(), attempt.get()).stream()
                        .filter(backup -> backup.kind() != BackupKind.RESTORE_POINT)
                        .toList();
    }

    /** The one that loses least; a snapshot before a dump, as it is nearer. */
    private UndoRows best(List<BackupRecord> backups, Map<Long, List<BackupTable>> held, List<Table> needed)
            throws SQLException {
        List<Table> filled = needed.stream()
                .filter(table -> table.rows().filter(count -> count == 0).isEmpty())
                .toList();
        UndoRows best = new UndoRows(needed, Optional.empty(), filled, List.of(), List.of());
        List<String> reasons = new ArrayList<>();
        List<String> remedies = new ArrayList<>();
        List<BackupRecord> nearestFirst = new ArrayList<>(backups);
        nearestFirst.sort(Comparator.comparing(BackupRecord::kind));
        for (BackupRecord backup : nearestFirst) {
            List<BackupTable> tables = held.getOrDefault(backup.id(), List.of());
            Optional<BackupException> problem = problem(backup, tables);
            if (problem.isPresent()) {
                reasons.add(String.valueOf(problem.get().getMessage()));
                remedies.add(problem.get().remedy());
                continue;
            }
            List<String> has = tables.stream().map(BackupTable::toString).toList();
            List<Table> lost =
                    filled.stream().filter(table -> !has.contains(table.name())).toList();
            if (best.from().isEmpty() || lost.size() < best.lost().size()) {
                best = new UndoRows(needed, Optional.of(backup), lost, List.of(), List.of());
            }
        }
        return new UndoRows(needed, best.from(), best.lost(), reasons, remedies);
    }

    private Optional<BackupException> problem(BackupRecord backup, List<BackupTable> tables) throws SQLException {
        if (!backup.state().isUsable()) {
            return Optional.of(new BackupException(
                    backup.display() + " is " + backup.state().word()
                            + backup.error().map(why -> ": " + why).orElse(""),
                    ""));
        }
        try (BackupSession session = BackupSession.open(database, plan + " backup", settings.lockTimeout(), stop)) {
            RowSources.of(session.connection(), backup, settings, stop).require(session.connection(), tables);
            return Optional.empty();
        } catch (BackupException unusable) {
            return Optional.of(unusable);
        }
    }

    private static boolean isGone(Connection connection, BackupTable table) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                select not exists (
                  select
                  from pg_class
                  where oid = ?)
                """)) {
            statement.setLong(1, table.relation());
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    private static boolean isFilled(Connection connection, BackupTable table) throws SQLException {
        return RestoredRows.oid(connection, table) != 0
                && !RestoredRows.isEmpty(connection, table)
                && !RestoredRows.isTaken(connection, table);
    }
}
