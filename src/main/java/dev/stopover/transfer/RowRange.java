package dev.stopover.transfer;

import dev.stopover.database.Column;
import dev.stopover.database.Identifier;
import dev.stopover.mapping.BoundTransfer;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The source rows that one statement moves, as a condition over the source. */
sealed interface RowRange {
    /** The condition, with parameters, or empty when there is none. */
    Optional<String> condition(BoundTransfer bound);

    /** Binds the parameters of the condition from that index on and returns the next index. */
    int bind(PreparedStatement statement, int index) throws SQLException;

    /** Rows of a heap from one line pointer to before another one; whatever key they have. */
    record Places(long fromBlock, int fromRow, long toBlock, int toRow) implements RowRange {
        static Places blocks(long from, long to) {
            return new Places(from, 0, to, 0);
        }

        @Override
        public Optional<String> condition(BoundTransfer bound) {
            String place = Identifier.quote(bound.transfer().alias()) + ".ctid";
            return Optional.of(place + " >= ?\n  and " + place + " < ?");
        }

        @Override
        public int bind(PreparedStatement statement, int index) throws SQLException {
            // As literals without a type, which the server reads as tid.
            statement.setObject(index, "(" + fromBlock + "," + fromRow + ")", Types.OTHER);
            statement.setObject(index + 1, "(" + toBlock + "," + toRow + ")", Types.OTHER);
            return index + 2;
        }
    }

    /** The next rows in the order of the key, together with all that share the last key. */
    record NextKeys(Optional<List<String>> after, long rows) implements RowRange {
        @Override
        public Optional<String> condition(BoundTransfer bound) {
            return after.map(ignored ->
                    bound.sourceKey().stream().map(bound::sourceColumn).collect(Collectors.joining(", ", "(", ")"))
                            + " > "
                            + bound.sourceKey().stream()
                                    .map(key -> "cast(? as " + key.baseType() + ")")
                                    .collect(Collectors.joining(", ", "(", ")")));
        }

        @Override
        public int bind(PreparedStatement statement, int index) throws SQLException {
            int next = index;
            for (String value : after.orElse(List.of())) {
                statement.setString(next++, value);
            }
            statement.setLong(next++, rows);
            return next;
        }

        /** The order and the limit, which follow all conditions. */
        static String limit(BoundTransfer bound) {
            String order = bound.sourceKey().stream().map(bound::sourceColumn).collect(Collectors.joining(", "));
            return "order by " + order + "\nfetch first ? rows with ties\n";
        }
    }

    /** The row with that key, given as a JSON object with a member for each key column. */
    record OneKey(String key, List<Column> columns) implements RowRange {
        @Override
        public Optional<String> condition(BoundTransfer bound) {
            return Optional.of(columns.stream()
                    .map(column -> "%s = cast(cast(? as jsonb) ->> %s as %s)"
                            .formatted(
                                    bound.sourceColumn(column), Identifier.literal(column.name()), column.baseType()))
                    .collect(Collectors.joining("\n  and ")));
        }

        @Override
        public int bind(PreparedStatement statement, int index) throws SQLException {
            for (int i = 0; i < columns.size(); i++) {
                statement.setString(index + i, key);
            }
            return index + columns.size();
        }
    }
}
