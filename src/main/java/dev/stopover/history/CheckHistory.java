package dev.stopover.history;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;

/** Writes the results of checks on behalf of one run, and reads those of earlier ones. */
public final class CheckHistory {
    private static final double NANOS_PER_SECOND = 1e9;

    private final Epoch epoch;

    public CheckHistory(Epoch epoch) {
        this.epoch = epoch;
    }

    /**
     * Records one result in a transaction of its own.
     *
     * @param connection in autocommit mode, to which it returns
     * @throws FencedException when another runner took over; nothing was written
     */
    public void record(Connection connection, String phase, CheckResult result) throws SQLException {
        Transaction.run(connection, epoch, () -> insert(connection, phase, result));
    }

    /** The names of the phase's checks that passed when they were last evaluated. */
    public static Set<String> passed(Connection connection, String plan, String phase) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                select name
                from (
                  select distinct on (name) name, passed
                  from stopover.check_result
                  where plan = ?
                    and phase = ?
                  order by name, checked_at desc, id desc) latest
                where passed
                """)) {
            statement.setString(1, plan);
            statement.setString(2, phase);
            try (ResultSet rows = statement.executeQuery()) {
                Set<String> names = new HashSet<>();
                while (rows.next()) {
                    names.add(rows.getString(1));
                }
                return names;
            }
        }
    }

    private int insert(Connection connection, String phase, CheckResult result) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                insert into stopover.check_result
                  (run_id, plan, phase, name, kind, passed, expected, actual, detail, keys, took)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, make_interval(secs => ?))
                """)) {
            Array keys = connection.createArrayOf("text", result.keys().toArray());
            statement.setLong(1, epoch.run());
            statement.setString(2, epoch.plan());
            statement.setString(3, phase);
            statement.setString(4, result.name());
            statement.setString(5, result.kind());
            statement.setBoolean(6, result.passed());
            statement.setString(7, result.expected());
            statement.setString(8, result.actual());
            statement.setString(9, result.detail());
            statement.setArray(10, keys);
            statement.setDouble(11, result.took().toNanos() / NANOS_PER_SECOND);
            return statement.executeUpdate();
        }
    }
}
