package dev.stopover.run;

import dev.stopover.migration.MigrationListener;
import dev.stopover.plan.Script;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Shows how migrations are taken back, and keeps which versions were. */
final class UndoReport implements MigrationListener {
    private final MigrationReport report;
    private final ProgressReporter reporter;
    private final List<String> versions = new ArrayList<>();

    UndoReport(ProgressReporter reporter) {
        this.report = new MigrationReport(reporter);
        this.reporter = reporter;
    }

    List<String> versions() {
        return List.copyOf(versions);
    }

    @Override
    public void scriptStarted(Script script) {
        report.scriptStarted(script);
    }

    @Override
    public void scriptApplied(Script script, Duration took) {
        versions.add(script.version().toString());
        reporter.done();
        reporter.event("undone by " + script.file() + " in " + took.toMillis() + " ms");
    }

    @Override
    public void lockRetry(Script script, int attempt, String blocker) {
        report.lockRetry(script, attempt, blocker);
    }

    @Override
    public void statementStarted(Script script, int line, String statement) {
        report.statementStarted(script, line, statement);
    }

    @Override
    public void statementDone(Script script, int line, Duration took) {
        report.statementDone(script, line, took);
    }
}
