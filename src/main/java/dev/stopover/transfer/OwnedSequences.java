package dev.stopover.transfer;

import dev.stopover.database.Catalog;
import dev.stopover.database.Column;
import dev.stopover.database.Identifier;
import dev.stopover.database.Relation;
import dev.stopover.database.SqlState;
import dev.stopover.failure.FailedException;
import dev.stopover.history.Epoch;
import dev.stopover.history.EventHistory;
import dev.stopover.plan.Transfer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Set;

/**
 * The sequences behind identity and serial columns that a transfer fills by itself. Copied values do not pass through
 * them, so that the first insert with the default would meet a copied row.
 */
public final class OwnedSequences {
    private static final Set<String> TYPES = Set.of("smallint", "integer", "bigint");

    private final Connection connection;
    private final Epoch epoch;

    public OwnedSequences(Connection connection, Epoch epoch) {
        this.connection = connection;
        this.epoch = epoch;
    }

    /**
     * Takes each of them beyond the highest value of its column, never back, in the transaction at hand.
     *
     * @throws FailedException when one is behind and belongs to somebody else
     */
    public void advance(String phase, Transfer transfer) throws SQLException {
        Catalog catalog = new Catalog(connection);
        Optional<Relation> target = catalog.relation(transfer.into());
        if (target.isEmpty()) {
            return;
        }
        for (Column column : catalog.columns(target.orElseThrow())) {
            Optional<Sequence> owned =
                    transfer.columns().containsKey(column.name()) && TYPES.contains(column.baseType())
                            ? find(target.orElseThrow().quoted(), column.name())
                            : Optional.empty();
            if (owned.isPresent()) {
                advance(phase, transfer, target.orElseThrow(), column, owned.orElseThrow());
            }
        }
    }

    private record Sequence(String name, long increment, long least, long most) {
        /** The function that finds the value of the column that is farthest on the sequence's way. */
        String farthest() {
            return increment > 0 ? "max" : "min";
        }

        boolean isBefore(long value, long other) {
            return increment > 0 ? value < other : value > other;
        }
    }

    private record Position(long value, boolean called) {}

    private Optional<Sequence> find(String table, String column) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                select s.seqrelid::regclass::text as name, s.seqincrement, s.seqmin, s.seqmax
                from pg_sequence s
                where s.seqrelid = cast(pg_get_serial_sequence(?, ?) as regclass)
                """)) {
            statement.setString(1, table);
            statement.setString(2, column);
            try (ResultSet row = statement.executeQuery()) {
                return row.next()
                        ? Optional.of(new Sequence(row.getString(1), row.getLong(2), row.getLong(3), row.getLong(4)))
                        : Optional.empty();
            }
        }
    }

    private void advance(String phase, Transfer transfer, Relation target, Column column, Sequence sequence)
            throws SQLException {
        Optional<Long> farthest = farthest(target, column, sequence);
        if (farthest.isEmpty()) {
            return;
        }
        long wanted = Math.max(sequence.least(), Math.min(sequence.most(), farthest.orElseThrow()));
        if (!isBehind(sequence, read(sequence), wanted)) {
            return;
        }
        lock(sequence);
        Position before = read(sequence);
        if (isBehind(sequence, before, wanted)) {
            try (PreparedStatement statement = connection.prepareStatement("select setval(cast(? as regclass), ?)")) {
                statement.setString(1, sequence.name());
                statement.setLong(2, wanted);
                statement.execute();
            }
            EventHistory.record(
                    connection,
                    epoch,
                    phase,
                    "sequence-advanced",
                    "transfer " + transfer.name() + ": " + sequence.name() + " from " + before.value() + " to " + wanted
                            + ", which " + column.name() + " of " + target + " has reached");
        }
    }

    private Optional<Long> farthest(Relation target, Column column, Sequence sequence) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select " + sequence.farthest() + "("
                        + Identifier.quote(column.name()) + ")\nfrom "
                        + target.quoted())) {
            row.next();
            long value = row.getLong(1);
            return row.wasNull() ? Optional.empty() : Optional.of(value);
        }
    }

    private static boolean isBehind(Sequence sequence, Position position, long wanted) {
        return sequence.isBefore(position.value(), wanted) || (position.value() == wanted && !position.called());
    }

    private Position read(Sequence sequence) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select last_value, is_called\nfrom " + sequence.name())) {
            row.next();
            return new Position(row.getLong(1), row.getBoolean(2));
        }
    }

    /**
     * Keeps nextval away until the transaction ends, or setval might take back a value that it has just given out. There
     * is no LOCK for sequences; an ALTER that changes nothing takes the lock.
     */
    private void lock(Sequence sequence) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("set local lock_timeout = '200ms'");
            statement.execute("alter sequence " + sequence.name() + " increment by " + sequence.increment());
        } catch (SQLException e) {
            if (!SqlState.of(e).equals(SqlState.INSUFFICIENT_PRIVILEGE)) {
                throw e;
            }
            throw new FailedException(
                    "sequence " + sequence.name() + " is behind the copied rows and cannot be advanced: "
                            + e.getMessage(),
                    "Run as its owner, or let the owner advance it with setval, and run again.",
                    e);
        }
    }
}
