package dev.stopover.transfer;

import dev.stopover.history.Counts;
import dev.stopover.history.Epoch;
import dev.stopover.history.ExtentHistory;
import dev.stopover.history.RejectHistory;
import dev.stopover.history.RejectHistory.OpenReject;
import dev.stopover.history.RejectHistory.Reject;
import dev.stopover.history.Transaction;
import dev.stopover.mapping.BoundTransfer;
import java.sql.Connection;
import java.sql.SQLException;

/** Tries rejected rows again, one transaction each, and corrects the counts of those that can be moved now. */
final class RejectRetry {
    private final Connection connection;
    private final Epoch epoch;
    private final BoundTransfer bound;
    private final FaultFinder mover;
    private final RejectHistory rejects;
    private final ExtentHistory history;

    RejectRetry(Connection connection, Epoch epoch, BoundTransfer bound, int blockSize) {
        this.connection = connection;
        this.epoch = epoch;
        this.bound = bound;
        this.mover = new FaultFinder(connection, new RowMover(connection, bound), blockSize);
        this.rejects = new RejectHistory(connection);
        this.history = new ExtentHistory(connection);
    }

    /** Tries one row; a row that is gone, or that the transfer leaves out by now, is no reject any more either. */
    void retry(long transfer, OpenReject reject) throws SQLException {
        Transaction.run(connection, epoch, () -> {
            Moved moved =
                    mover.key(bound.source().quoted(), new RowRange.OneKey(reject.sourceKey(), bound.sourceKey()));
            if (moved.rejects().isEmpty()) {
                rejects.resolve(reject.id());
                history.correct(reject.extent(), moved.counts().minus(Counts.ONE_REJECTED));
            } else {
                for (Reject again : moved.rejects()) {
                    rejects.record(transfer, epoch, reject.extent(), again);
                }
            }
            return moved;
        });
    }
}
