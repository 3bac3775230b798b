package dev.stopover.transfer;

import dev.stopover.database.SqlState;
import dev.stopover.history.RejectHistory.Reject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.List;

/** Moves a unit that holds faulty rows, halving it within its transaction until each of them stands alone. */
final class FaultFinder {
    /** Bytes of the smallest line pointer with the smallest tuple header: bounds how many rows a block can hold. */
    private static final int SMALLEST_ROW = 28;

    private final Connection connection;
    private final RowMover mover;
    private final int rowsPerBlock;

    FaultFinder(Connection connection, RowMover mover, int blockSize) {
        this.connection = connection;
        this.mover = mover;
        this.rowsPerBlock = blockSize / SMALLEST_ROW;
    }

    /** Moves one block row by row where it must, and rejects the rows that cannot be moved. */
    Moved block(String relation, long block) throws SQLException {
        return places(relation, block, 1, rowsPerBlock + 1);
    }

    /** Moves the row with that key or rejects it. */
    Moved key(String relation, RowRange.OneKey key) throws SQLException {
        Savepoint before = connection.setSavepoint();
        try {
            Moved moved = mover.move(relation, key);
            connection.releaseSavepoint(before);
            return moved;
        } catch (FaultyRowException e) {
            connection.rollback(before);
            return Moved.rejected(reject(key.key(), e));
        }
    }

    private Moved places(String relation, long block, int from, int to) throws SQLException {
        RowRange.Places range = new RowRange.Places(block, from, block, to);
        Savepoint before = connection.setSavepoint();
        try {
            Moved moved = mover.move(relation, range);
            connection.releaseSavepoint(before);
            return moved;
        } catch (FaultyRowException e) {
            connection.rollback(before);
            if (to - from > 1) {
                int middle = (from + to) >>> 1;
                return places(relation, block, from, middle).plus(places(relation, block, middle, to));
            }
            List<SourceKey> keys = mover.keys(relation, range);
            return keys.isEmpty()
                    ? Moved.NOTHING
                    : Moved.rejected(reject(keys.get(0).json(), e));
        }
    }

    private static Reject reject(String key, FaultyRowException e) {
        return new Reject(key, SqlState.of(e), String.valueOf(e.getMessage()));
    }
}
