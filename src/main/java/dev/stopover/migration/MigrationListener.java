package dev.stopover.migration;

import dev.stopover.plan.Script;
import java.time.Duration;

/** Is told what the migrations of a phase do. Called on the thread that migrates, except where said. */
public interface MigrationListener {
    /** A script begins, or begins again after it did not get its locks. */
    void scriptStarted(Script script);

    /** A script and its row in Flyway's history are committed. */
    void scriptApplied(Script script, Duration took);

    /**
     * A lock was not had in time and the script will be tried again.
     *
     * @param attempt the attempt that failed, counted from 1
     * @param blocker who was in the way, in words
     */
    void lockRetry(Script script, int attempt, String blocker);

    /** A statement that cannot run in a transaction, or stands beside one that cannot, begins. */
    void statementStarted(Script script, int line, String statement);

    /** Such a statement is done and its journal says so. */
    void statementDone(Script script, int line, Duration took);
}
