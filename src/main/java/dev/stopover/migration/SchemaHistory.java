package dev.stopover.migration;

import dev.stopover.plan.Version;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** The versions in {@code flyway_schema_history}, with Flyway's meaning of its kinds of rows. */
final class SchemaHistory {
    private static final Version NONE = Version.of("0");

    private final NavigableMap<Version, Row> rows = new TreeMap<>();

    private SchemaHistory() {}

    /** What the history says about one version. */
    record Row(Version version, String type, String script, Optional<Integer> checksum, boolean success) {
        boolean isSql() {
            return type.equals("SQL");
        }

        boolean isBaseline() {
            return type.equals("BASELINE") || type.endsWith("_BASELINE");
        }

        boolean isScript() {
            return !isBaseline();
        }

        boolean takesBack() {
            return type.equals("DELETE") || type.startsWith("UNDO_");
        }
    }

    /** The history in the current schema; absent when there is none. */
    static Optional<SchemaHistory> read(Connection connection) throws SQLException {
        return exists(connection) ? Optional.of(readRows(connection)) : Optional.empty();
    }

    private static boolean exists(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                        select to_regclass(quote_ident(current_schema()) || '.flyway_schema_history') is not null
                        """);
                ResultSet rows = statement.executeQuery()) {
            rows.next();
            return rows.getBoolean(1);
        }
    }

    private static SchemaHistory readRows(Connection connection) throws SQLException {
        SchemaHistory history = new SchemaHistory();
        try (PreparedStatement statement = connection.prepareStatement("""
                        select version, type, script, checksum, success
                        from flyway_schema_history
                        where version is not null
                        order by installed_rank
                        """);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                int checksum = rows.getInt(4);
                Optional<Integer> recorded = rows.wasNull() ? Optional.empty() : Optional.of(checksum);
                history.add(new Row(
                        Version.of(rows.getString(1)),
                        rows.getString(2),
                        rows.getString(3),
                        recorded,
                        rows.getBoolean(5)));
            }
        }
        return history;
    }

    private void add(Row row) {
        if (!row.takesBack()) {
            rows.put(row.version(), row);
        } else if (row.success()) {
            rows.remove(row.version());
        }
    }

    Collection<Row> rows() {
        return rows.values();
    }

    Optional<Row> row(Version version) {
        return Optional.ofNullable(rows.get(version)).filter(Row::isScript);
    }

    /** Whether the version was applied, or lies below the baseline. */
    boolean has(Version version) {
        return row(version).filter(Row::success).isPresent()
                || rows.values().stream()
                        .filter(Row::isBaseline)
                        .anyMatch(baseline -> version.compareTo(baseline.version()) <= 0);
    }

    /** The highest version; 0 when there is none. */
    Version current() {
        return rows.isEmpty() ? NONE : rows.lastKey();
    }

    Optional<Row> failed() {
        return rows.values().stream().filter(row -> !row.success()).findFirst();
    }
}
