package dev.stopover.gate;

import dev.stopover.history.Counts;
import dev.stopover.history.RejectHistory.Reject;
import dev.stopover.migration.MigrationListener;
import dev.stopover.plan.Script;
import dev.stopover.transfer.TransferListener;
import java.time.Duration;

/** Hears what the work under a watch reports, which these tests do not look at. */
final class Quiet implements MigrationListener, TransferListener {
    @Override
    public void scriptStarted(Script script) {}

    @Override
    public void scriptApplied(Script script, Duration took) {}

    @Override
    public void lockRetry(Script script, int attempt, String blocker) {}

    @Override
    public void statementStarted(Script script, int line, String statement) {}

    @Override
    public void statementDone(Script script, int line, Duration took) {}

    @Override
    public void planned(String transfer, long estimatedRows, long doneRows) {}

    @Override
    public void chunkCommitted(String transfer, Counts counts, long millis) {}

    @Override
    public void retried(String transfer, String reason) {}

    @Override
    public void restarted(String transfer, String reason) {}

    @Override
    public void rejected(String transfer, Reject reject) {}
}
