package dev.stopover.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** What is recorded of the tables that transfers fill, as they were before. */
public final class TargetHistory {
    private final Connection connection;

    public TargetHistory(Connection connection) {
        this.connection = connection;
    }

    /**
     * Whether the target held no row before any transfer of the phase wrote into it. Decided by looking once, for all
     * transfers of the phase into the same table, and then remembered.
     */
    public boolean decideWhetherEmpty(long transfer) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                select t.target,
                       coalesce(
                         t.target_empty,
                         (select bool_and(other.target_empty)
                          from stopover.transfer other
                          where other.plan = t.plan
                            and other.phase = t.phase
                            and other.target = t.target)) as decided
                from stopover.transfer t
                where t.id = ?
                """)) {
            statement.setLong(1, transfer);
            boolean empty;
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                empty = row.getBoolean("decided");
                if (row.wasNull()) {
                    empty = isEmpty(row.getString("target"));
                }
            }
            remember(transfer, empty);
            return empty;
        }
    }

    /** Whether a table has no row, as this transaction sees it. */
    public boolean isEmpty(String quotedTable) throws SQLException {
        try (PreparedStatement statement =
                        connection.prepareStatement("select not exists (select from " + quotedTable + ")");
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getBoolean(1);
        }
    }

    private void remember(long transfer, boolean empty) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                update stopover.transfer
                set target_empty = ?
                where id = ?
                  and target_empty is null
                """)) {
            statement.setBoolean(1, empty);
            statement.setLong(2, transfer);
            statement.executeUpdate();
        }
    }
}
