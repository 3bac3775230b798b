package dev.stopover.run;

import dev.stopover.history.Counts;
import dev.stopover.history.RejectHistory.Reject;
import dev.stopover.history.WorkerHistory.Done;
import dev.stopover.throttle.ThrottleListener;
import dev.stopover.throttle.Verdict;
import dev.stopover.transfer.TransferListener;
import java.sql.Connection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What one worker has moved, over all runs that it has joined, and why it holds back. */
final class WorkTally implements TransferListener, ThrottleListener {
    private final TransferReport shown;
    private final ProgressReporter reporter;
    private final Map<String, Long> rows = new LinkedHashMap<>();
    private Optional<String> transfer = Optional.empty();
    private Verdict verdict = Verdict.GO;
    private long chunks;

    WorkTally(ProgressReporter reporter) {
        this.reporter = reporter;
        this.shown = new TransferReport(reporter);
    }

    synchronized Done done() {
        return new Done(
                transfer,
                chunks,
                rows.values().stream().mapToLong(Long::longValue).sum(),
                Optional.of(verdict.reason()).filter(reason -> !reason.isEmpty()));
    }

    synchronized Map<String, Long> rows() {
        return new LinkedHashMap<>(rows);
    }

    @Override
    public synchronized void planned(String name, long estimatedRows, long doneRows) {
        transfer = Optional.of(name);
        shown.planned(name, estimatedRows, doneRows);
    }

    @Override
    public synchronized void chunkCommitted(String name, Counts counts, long millis) {
        chunks++;
        rows.merge(name, counts.read(), Long::sum);
        shown.chunkCommitted(name, counts, millis);
    }

    @Override
    public void retried(String name, String reason) {
        shown.retried(name, reason);
    }

    @Override
    public void restarted(String name, String reason) {
        shown.restarted(name, reason);
    }

    @Override
    public void rejected(String name, Reject reject) {
        shown.rejected(name, reject);
    }

    @Override
    public synchronized void changed(Verdict now) {
        boolean same = now.hasSameCausesAs(verdict);
        verdict = now;
        ThrottleReport.show(reporter, now, same);
    }

    /** The next sign of life says it. */
    @Override
    public void record(Connection connection, Verdict now) {}
}
