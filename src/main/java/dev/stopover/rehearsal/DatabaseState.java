package dev.stopover.rehearsal;

import dev.stopover.database.Database;
import dev.stopover.database.Fingerprint;
import dev.stopover.database.StopSignal;
import dev.stopover.database.ValueSettings;
import dev.stopover.plan.Plan;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A copy at one turn of a rehearsal.
 *
 * @param tables what each table of the application holds, by its name
 */
record DatabaseState(Fingerprint fingerprint, Map<String, TableSum> tables) {
    DatabaseState {
        tables = new TreeMap<>(tables);
    }

    /** Reads the catalog and all rows. */
    static DatabaseState read(Database database, Plan plan, StopSignal stop) throws SQLException {
        try (Connection connection = database.open("rehearsal");
                StopSignal.Watch watch = stop.watch(connection)) {
            stop.check();
            try (Statement statement = connection.createStatement()) {
                statement.execute("set statement_timeout = 0; set row_security = off; set jit = off");
            }
            ValueSettings.pin(connection);
            return new DatabaseState(Fingerprint.read(connection), new TableSums(connection, plan, stop).read());
        }
    }

    /** The catalog's lines that differ: those with - were there before and are missing in the other. */
    List<String> catalogDifferencesTo(DatabaseState other) {
        return fingerprint.differencesTo(other.fingerprint);
    }

    /** The tables whose rows differ from those of the same state reached again. */
    List<String> tableDifferencesTo(DatabaseState other) {
        return tableDifferencesTo(other, Set.of());
    }

    /**
     * The same where some tables were filled by the plan in between, so that values which are new each time are new.
     *
     * @param filled the names of these tables
     */
    List<String> tableDifferencesTo(DatabaseState other, Set<String> filled) {
        List<String> differences = new ArrayList<>();
        Set<String> names = new TreeSet<>(tables.keySet());
        names.addAll(other.tables.keySet());
        for (String name : names) {
            TableSum one = tables.get(name);
            TableSum two = other.tables.get(name);
            if (one == null || two == null) {
                differences.add(name + ": " + (one == null ? "was not there before" : "is missing"));
            } else if (filled.contains(name) ? !one.repeats(two) : !one.holdsTheSameAs(two)) {
                differences.add(name + ": " + one.differenceTo(two, !filled.contains(name)));
            }
        }
        return differences;
    }

    /** The tables that hold something else than in the other state, or are not there. */
    Set<String> changedSince(DatabaseState other) {
        Set<String> changed = new TreeSet<>();
        tables.forEach((name, sum) -> {
            TableSum before = other.tables.get(name);
            if (before == null || !sum.holdsTheSameAs(before)) {
                changed.add(name);
            }
        });
        return changed;
    }
}
