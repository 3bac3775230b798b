package dev.stopover.transfer;

import dev.stopover.database.Identifier;
import dev.stopover.database.SqlState;
import dev.stopover.failure.FailedException;
import dev.stopover.history.Counts;
import dev.stopover.history.RejectHistory.Reject;
import dev.stopover.mapping.BoundTransfer;
import dev.stopover.mapping.MappedSelect;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.postgresql.PGStatement;

/** Moves the rows of one range in the transaction that is open, and proves where each of them went. */
final class RowMover {
    private static final int MOST_DOUBLINGS = 6;

    private final Connection connection;
    private final BoundTransfer bound;
    private final MoveSql sql;
    private int plainFailures;
    private int chunksBeforePlain;

    RowMover(Connection connection, BoundTransfer bound) {
        this.connection = connection;
        this.bound = bound;
        this.sql = new MoveSql(bound);
    }

    /**
     * Moves the rows of a range.
     *
     * @param relation what is read, as it is written after {@code from}
     * @throws FaultyRowException when a row's values are at fault
     * @throws FailedException when rows are unaccounted for
     */
    Moved move(String relation, RowRange range) throws SQLException {
        try {
            Optional<Moved> plain = tryMovePlainly(relation, range);
            Moved moved = plain.isPresent() ? plain.orElseThrow() : tryMove(relation, range);
            checkDeferredConstraints();
            return moved;
        } catch (FaultyRowException e) {
            throw e;
        } catch (SQLException e) {
            throw SqlState.isData(SqlState.of(e)) ? new FaultyRowException(e) : e;
        }
    }

    /** At the commit it would be too late to find out which row breaks one. */
    private void checkDeferredConstraints() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("set constraints all immediate");
        }
    }

    /** Empty when a row met an existing one, and nothing was moved. */
    private Optional<Moved> tryMovePlainly(String relation, RowRange range) throws SQLException {
        if (bound.merges() || !(range instanceof RowRange.Places)) {
            return Optional.empty();
        }
        if (chunksBeforePlain > 0) {
            chunksBeforePlain--;
            return Optional.empty();
        }
        Savepoint before = connection.setSavepoint();
        try (PreparedStatement statement = prepare(sql.movePlainly(relation, range))) {
            range.bind(statement, 1);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                long read = row.getLong(1);
                if (read == row.getLong(2)) {
                    plainFailures = 0;
                    return Optional.of(new Moved(new Counts(read, read, 0, 0, 0), List.of(), Optional.empty()));
                }
            }
        } catch (SQLException e) {
            if (!SqlState.of(e).equals(SqlState.UNIQUE_VIOLATION)) {
                throw e;
            }
        }
        connection.rollback(before);
        // Where one chunk met existing rows the next ones will too; what they inserted before they did is lost work.
        plainFailures = Math.min(plainFailures + 1, MOST_DOUBLINGS);
        chunksBeforePlain = 1 << plainFailures;
        return Optional.empty();
    }

    private Moved tryMove(String relation, RowRange range) throws SQLException {
        try (PreparedStatement statement = prepare(sql.move(relation, range))) {
            range.bind(statement, 1);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                long read = row.getLong(1);
                long inserted = row.getLong(2);
                Optional<List<String>> lastKey = Optional.empty();
                if (range instanceof RowRange.NextKeys && read > 0) {
                    requireDistinctKeys(read, row.getLong(3));
                    lastKey = Optional.of(strings(row.getArray(4)));
                }
                if (read == inserted) {
                    return new Moved(new Counts(read, inserted, 0, 0, 0), List.of(), lastKey);
                }
                List<Array> closer = new ArrayList<>();
                for (int column = 5; column <= row.getMetaData().getColumnCount(); column++) {
                    closer.add(row.getArray(column));
                }
                return account(relation, range, read, inserted, closer, lastKey);
            }
        }
    }

    private Moved account(
            String relation,
            RowRange range,
            long read,
            long inserted,
            List<Array> closer,
            Optional<List<String>> lastKey)
            throws SQLException {
        Map<Fate, Long> fates = new EnumMap<>(Fate.class);
        List<Reject> rejects = new ArrayList<>();
        long looked = closer.get(0) == null ? 0 : strings(closer.get(0)).size();
        try (PreparedStatement statement = prepare(sql.classify(relation, range))) {
            for (int i = 0; i < closer.size(); i++) {
                statement.setArray(i + 1, closer.get(i));
            }
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    Fate fate = Fate.of(row.getString(1));
                    fates.put(fate, row.getLong(2));
                    if (fate.isReject()) {
                        strings(row.getArray(3))
                                .forEach(key -> rejects.add(new Reject(key, fate.sqlState(), fate.error(bound))));
                    }
                }
            }
        }
        long classified = fates.values().stream().mapToLong(Long::longValue).sum();
        // Of rows that share a target key, the one that was inserted is among those looked at, and looks the same.
        long insertedAmongThem = looked - (read - inserted);
        long same = fates.getOrDefault(Fate.SAME, 0L) - insertedAmongThem;
        if (classified != looked || insertedAmongThem < 0 || same < 0) {
            throw unaccounted(relation, read, inserted, looked, fates);
        }
        Counts counts = new Counts(read, inserted, same, fates.getOrDefault(Fate.MERGED, 0L), rejects.size());
        return new Moved(counts, rejects, lastKey);
    }

    /** The keys of the source rows of a range, without regard to joins and the transfer's condition. */
    List<SourceKey> keys(String relation, RowRange range) throws SQLException {
        MappedSelect select = new MappedSelect(bound);
        String columns = select.sourceKey().stream().map(key -> key + "::text").collect(Collectors.joining(", "));
        String text = "select " + select.sourceKeyAsJson() + "::text, " + columns + "\nfrom " + relation + " as "
                + Identifier.quote(bound.transfer().alias()) + "\nwhere "
                + range.condition(bound).orElse("true") + "\n"
                + (range instanceof RowRange.NextKeys ? RowRange.NextKeys.limit(bound) : "");
        try (PreparedStatement statement = prepare(text)) {
            range.bind(statement, 1);
            List<SourceKey> keys = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    List<String> values = new ArrayList<>();
                    for (int i = 0; i < bound.sourceKey().size(); i++) {
                        values.add(row.getString(i + 2));
                    }
                    keys.add(new SourceKey(row.getString(1), values));
                }
            }
            return keys;
        }
    }

    private void requireDistinctKeys(long read, long distinct) {
        if (distinct != read) {
            throw new FailedException(
                    "transfer " + bound.transfer().name() + ": " + read + " rows of " + bound.source() + " have only "
                            + distinct + " different keys",
                    "Name columns that tell all of its rows apart: key: [ … ].");
        }
    }

    private RuntimeException unaccounted(
            String relation, long read, long inserted, long looked, Map<Fate, Long> fates) {
        return new FailedException(
                "transfer " + bound.transfer().name() + ": of " + read + " rows of " + relation + " " + inserted
                        + " were inserted, but of the " + looked + " others and doubtful ones only " + fates
                        + " were found again; the chunk was rolled back",
                "Something else changes rows on their way: look for triggers or rules on " + bound.target()
                        + ", and for joins that give several rows for one.");
    }

    /**
     * The driver would keep a plan for all ranges after a few executions; the right plan depends on how large the range
     * is.
     */
    private PreparedStatement prepare(String text) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(text);
        statement.unwrap(PGStatement.class).setPrepareThreshold(0);
        return statement;
    }

    private static List<String> strings(Array array) throws SQLException {
        return Arrays.asList((String[]) array.getArray());
    }
}
