package dev.stopover.run;

import dev.stopover.migration.MigrationListener;
import dev.stopover.plan.Script;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Shows what the migrations of a phase do, and keeps which versions were applied. */
final class MigrationReport implements MigrationListener {
    private final ProgressReporter reporter;
    private final List<String> applied = new ArrayList<>();

    MigrationReport(ProgressReporter reporter) {
        this.reporter = reporter;
    }

    List<String> applied() {
        return List.copyOf(applied);
    }

    @Override
    public void scriptStarted(Script script) {
        reporter.activity(script.file());
    }

    @Override
    public void scriptApplied(Script script, Duration took) {
        applied.add(script.version().toString());
        reporter.done();
        reporter.event("applied " + script.file() + " in " + took.toMillis() + " ms");
    }

    @Override
    public void lockRetry(Script script, int attempt, String blocker) {
        reporter.event(script.file() + " did not get its locks, attempt " + attempt + ": " + blocker);
    }

    @Override
    public void statementStarted(Script script, int line, String statement) {
        reporter.activity(script.file() + ":" + line);
    }

    @Override
    public void statementDone(Script script, int line, Duration took) {
        reporter.done();
        reporter.event(script.file() + ":" + line + " done in " + took.toMillis() + " ms");
    }
}
