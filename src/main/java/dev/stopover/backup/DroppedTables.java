package dev.stopover.backup;

import dev.stopover.database.Fingerprint;
import dev.stopover.history.FingerprintHistory;
import dev.stopover.history.FingerprintHistory.Moment;
import dev.stopover.plan.Phase;
import dev.stopover.plan.Script;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The tables that were there before a phase and are not after it, whatever names its scripts computed. */
final class DroppedTables {
    private static final List<String> KINDS = List.of("table ", "partitioned table ");
    private static final Pattern PARTITION = Pattern.compile(", partition (FOR VALUES|DEFAULT)");
    private static final Pattern QUOTED = Pattern.compile("\"((?:[^\"]|\"\")*)\"");

    private DroppedTables() {}

    /** Without those that a script of the phase only gives another name or schema. */
    static List<String> of(Connection connection, String plan, Phase phase) throws SQLException {
        Optional<Fingerprint> before = FingerprintHistory.find(connection, plan, phase.name(), Moment.BEFORE);
        if (before.isEmpty()) {
            return List.of();
        }
        Optional<Fingerprint> recorded = FingerprintHistory.find(connection, plan, phase.name(), Moment.AFTER);
        Fingerprint after = recorded.isPresent() ? recorded.get() : Fingerprint.read(connection);
        Set<String> gone = tables(before.get());
        gone.removeAll(tables(after));
        return gone.stream().filter(table -> !isMoved(phase, table)).toList();
    }

    /** A partition belongs to its table, with which a backup holds its rows. */
    private static Set<String> tables(Fingerprint fingerprint) {
        Set<String> names = new LinkedHashSet<>();
        for (String line : fingerprint.listing()) {
            for (String kind : KINDS) {
                if (line.startsWith(kind) && !PARTITION.matcher(line).find()) {
                    names.add(unquoted(line.substring(kind.length(), line.indexOf(": ", kind.length()))));
                }
            }
        }
        return names;
    }

    private static String unquoted(String name) {
        return QUOTED.matcher(name).replaceAll("$1").replace("\"\"", "\"");
    }

    private static boolean isMoved(Phase phase, String table) {
        String name = Pattern.quote(table.substring(table.lastIndexOf('.') + 1));
        Pattern moved = Pattern.compile(
                "\\balter\\s+table\\s+(if\\s+exists\\s+)?(only\\s+)?(\\S+\\.)?\"?" + name
                        + "\"?\\s+(rename\\s+to|set\\s+schema)\\b",
                Pattern.CASE_INSENSITIVE);
        return phase.migrations().stream()
                .map(Script::sql)
                .anyMatch(sql -> moved.matcher(sql).find());
    }
}
