package dev.stopover.run;

import dev.stopover.sync.SyncListener;

/** Shows how sync comes along. */
record SyncReport(ProgressReporter reporter) implements SyncListener {
    @Override
    public void installed(String relation, String trigger) {
        reporter.done();
        reporter.event("sync is on for " + relation + " (" + trigger + ")");
    }

    @Override
    public void lockRetry(String relation, int attempt, String inTheWay) {
        reporter.event("sync for " + relation + " did not get its lock, attempt " + attempt + ": " + inTheWay);
    }

    @Override
    public void waiting(String inTheWay) {
        reporter.event("older transactions must end before rows are reconciled: " + inTheWay);
    }

    @Override
    public void reconciled(long keys, long left) {
        reporter.done();
        reporter.event(keys + " rows that triggers could not see were set right, " + left + " are left");
    }
}
