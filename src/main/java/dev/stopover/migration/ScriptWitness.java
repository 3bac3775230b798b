package dev.stopover.migration;

import dev.stopover.plan.Script;
import dev.stopover.sql.SqlStatement;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/**
 * Looks on from inside while scripts run, on their own connection: what it reads there is what they did, and what it
 * throws fails them. An undo script is told as a script of its own.
 */
public interface ScriptWitness {
    /** Sees nothing, and costs nothing. */
    ScriptWitness NONE = new ScriptWitness() {};

    /** A script begins, or begins again after it did not get its locks; nothing of it is done or locked yet. */
    default void scriptBegins(Script script, Connection connection) throws SQLException {}

    /** The transaction of a script, or of one statement of a script that cannot run in one, is open. */
    default void transactionBegins(Script script, Connection connection) throws SQLException {}

    /** What that transaction is for is done and not committed, so that its locks are held. */
    default void transactionEnds(Script script, Connection connection) throws SQLException {}

    /** A statement that runs without a transaction is done. */
    default void ranAlone(Script script, SqlStatement statement, Duration took) throws SQLException {}

    /** All statements of the script are done; in its transaction, if it runs in one. */
    default void scriptEnds(Script script, Connection connection) throws SQLException {}
}
