package dev.stopover.inspection;

import dev.stopover.database.SqlState;
import dev.stopover.database.StopSignal;
import dev.stopover.inspection.Inspection.Unseen;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Runs queries each in a read-only transaction of its own, which ends at once: nobody waits behind one, and one that fails
 * leaves a note in place of its rows. Limits are set inside the transactions, since poolers do not keep a session's.
 */
final class Look {
    private static final Duration LOCK_TIMEOUT = Duration.ofMillis(100);

    private final Connection connection;
    private final StopSignal stop;
    private final InspectionSettings settings;
    private final List<Unseen> unseen = new ArrayList<>();

    Look(Connection connection, StopSignal stop, InspectionSettings settings) {
        this.connection = connection;
        this.stop = stop;
        this.settings = settings;
    }

    /** Makes a value of a row. */
    @FunctionalInterface
    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** What could not be seen so far. */
    List<Unseen> unseen() {
        return List.copyOf(unseen);
    }

    /**
     * The rows of the query of that name under {@code db/inspection}; none, and a note, where the server refuses it.
     *
     * @param subject what it asks about, for the note
     * @throws SQLException when the connection is lost
     */
    <T> List<T> at(String subject, String query, Row<T> row) throws SQLException {
        return at(subject, query, "", row);
    }

    /** @param extension the quoted schema of the extension that the query asks */
    <T> List<T> at(String subject, String query, String extension, Row<T> row) throws SQLException {
        stop.check();
        try {
            return rows(text(query).replace("EXTENSION.", extension + "."), row);
        } catch (SQLException failure) {
            stop.check();
            if (SqlState.isConnectionLoss(SqlState.of(failure))) {
                throw failure;
            }
            unseen.add(new Unseen(subject, String.valueOf(failure.getMessage()), remedy(SqlState.of(failure))));
            return List.of();
        }
    }

    private <T> List<T> rows(String sql, Row<T> row) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("set transaction isolation level read committed, read only");
            limit();
            List<T> values = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery(sql)) {
                while (rows.next()) {
                    values.add(row.read(rows));
                }
            }
            return values;
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    private void limit() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                select set_config('lock_timeout', ?, true),
                       set_config('statement_timeout', ?, true),
                       set_config('stopover.long_transaction', ?, true)
                """)) {
            statement.setString(1, millis(LOCK_TIMEOUT));
            statement.setString(2, millis(settings.statementTimeout()));
            statement.setString(3, millis(settings.longTransaction()));
            statement.execute();
        }
    }

    private static String millis(Duration duration) {
        return duration.toMillis() + "ms";
    }

    private static String remedy(String state) {
        return switch (state) {
            case SqlState.INSUFFICIENT_PRIVILEGE -> "grant pg_monitor to the role that looks.";
            case SqlState.QUERY_CANCELED ->
                "Give it longer with --timeout, or look again when the server has less to do.";
            case SqlState.LOCK_NOT_AVAILABLE -> "Look again when whoever has locked it is through.";
            case SqlState.OBJECT_NOT_IN_PREREQUISITE_STATE ->
                "Add pg_stat_statements to shared_preload_libraries and restart the server.";
            default -> "Look again; the log of the server says more.";
        };
    }

    private static String text(String query) {
        String file = "/db/inspection/" + query + ".sql";
        try (InputStream stream = Objects.requireNonNull(Look.class.getResourceAsStream(file), file)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
