package dev.stopover.run;

import dev.stopover.backup.ByteSize;
import dev.stopover.history.Counts;
import dev.stopover.history.RejectHistory.Reject;
import dev.stopover.transfer.TransferListener;
import dev.stopover.transfer.WalEstimate;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Shows how the rows of a transfer move, or how many go out of each table again. */
final class TransferReport implements TransferListener {
    private final ProgressReporter reporter;
    private final Map<String, Long> rows = new LinkedHashMap<>();

    TransferReport(ProgressReporter reporter) {
        this.reporter = reporter;
    }

    /** The source rows that each transfer has read by now, in the order in which they began. */
    synchronized Map<String, Long> rows() {
        return new LinkedHashMap<>(rows);
    }

    @Override
    public synchronized void planned(String transfer, long estimatedRows, long doneRows) {
        rows.put(transfer, doneRows);
        reporter.begin(transfer, doneRows, Optional.of(estimatedRows).filter(rows -> rows >= doneRows));
    }

    @Override
    public void willWrite(String transfer, WalEstimate estimate) {
        reporter.event(String.format(
                Locale.ROOT,
                "%s: about %d rows to move, which will write about %s of WAL",
                transfer,
                estimate.rows(),
                new ByteSize(estimate.bytes())));
    }

    @Override
    public synchronized void chunkCommitted(String transfer, Counts counts, long millis) {
        rows.merge(transfer, counts.read(), Long::sum);
        reporter.done();
        reporter.advance(counts.read());
    }

    @Override
    public synchronized void undone(String target, long count) {
        rows.merge(target, count, Long::sum);
        reporter.done();
    }

    @Override
    public void retried(String transfer, String reason) {
        reporter.event(transfer + ": a chunk is tried again: " + reason);
    }

    @Override
    public void restarted(String transfer, String reason) {
        reporter.event(transfer + ": " + reason);
    }

    @Override
    public void rejected(String transfer, Reject reject) {
        reporter.event(transfer + ": the row " + reject.sourceKey() + " cannot be moved: " + reject.error()
                + " (SQLSTATE " + reject.sqlState() + ")");
    }
}
