package dev.stopover.run;

import dev.stopover.database.Database;
import dev.stopover.database.SqlState;
import dev.stopover.failure.BlockedException;
import dev.stopover.plan.Plan;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Whether the connection is a session of the server, and not one that a pooler hands out anew for each transaction. */
record PoolerProbe(Database database) implements PreflightProbe {
    /**
     * A pooler in transaction mode gives a client any server connection that is free: while another of our clients has
     * a transaction open, this one is served by a different backend than before, or both by the same one.
     */
    private static final Finding POOLED = new Finding(
            true,
            "pooler",
            "the connection goes through a pooler in transaction mode: its backend changes between statements, so that"
                    + " locks and settings of a session do not hold.",
            "Give the URL of the server itself, or of a pool in session mode.");

    /**
     * Whether only a pooler can be behind this failure: it knows prepared statements of another client, or does not know
     * ours any more, or allows no transactions at all.
     */
    static boolean isBehind(SQLException failure) {
        String state = SqlState.of(failure);
        return state.equals(SqlState.DUPLICATE_PREPARED_STATEMENT)
                || state.equals(SqlState.INVALID_STATEMENT_NAME)
                || String.valueOf(failure.getMessage()).contains("statement pooling mode");
    }

    /** What to say when it is. */
    static BlockedException refusal(Plan plan, SQLException failure) {
        return new BlockedException(
                "plan " + plan.name() + " cannot be run: " + POOLED.message() + " (" + failure.getMessage() + ")",
                POOLED.remedy(),
                failure);
    }

    @Override
    public void examine(Connection connection, List<Finding> findings) throws SQLException {
        long before = backend(connection);
        try (Connection other = database.open("preflight")) {
            other.setAutoCommit(false);
            long others = backend(other);
            long after = backend(connection);
            other.rollback();
            if (before != after || others == before) {
                findings.add(POOLED);
            }
        }
    }

    private static long backend(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select pg_backend_pid()");
                ResultSet rows = statement.executeQuery()) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
