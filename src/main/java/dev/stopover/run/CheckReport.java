package dev.stopover.run;

import dev.stopover.check.CheckListener;
import dev.stopover.history.CheckResult;
import java.util.Optional;

/** Shows which check is at work and how it ended. */
final class CheckReport implements CheckListener {
    private final ProgressReporter reporter;
    private long compared;

    CheckReport(ProgressReporter reporter) {
        this.reporter = reporter;
    }

    @Override
    public void started(String name, String kind) {
        compared = 0;
        reporter.begin("check " + name, 0, Optional.empty());
    }

    @Override
    public void compared(String name, long rows) {
        reporter.advance(rows - compared);
        compared = rows;
    }

    @Override
    public void finished(CheckResult result) {
        reporter.event("check " + result.name() + ": " + (result.passed() ? "passed" : "FAILED " + result.detail()));
    }
}
