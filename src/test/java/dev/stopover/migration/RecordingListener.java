package dev.stopover.migration;

import dev.stopover.plan.Script;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what it was told. */
final class RecordingListener implements MigrationListener {
    final List<String> events = new CopyOnWriteArrayList<>();
    final List<String> blockers = new CopyOnWriteArrayList<>();

    @Override
    public void scriptStarted(Script script) {
        events.add("started " + script.version());
    }

    @Override
    public void scriptApplied(Script script, Duration took) {
        events.add("applied " + script.version());
    }

    @Override
    public void lockRetry(Script script, int attempt, String blocker) {
        events.add("retry " + script.version());
        blockers.add(blocker);
    }

    @Override
    public void statementStarted(Script script, int line, String statement) {
        events.add("statement " + script.version() + ":" + line);
    }

    @Override
    public void statementDone(Script script, int line, Duration took) {
        events.add("done " + script.version() + ":" + line);
    }
}
