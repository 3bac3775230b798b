package dev.stopover.migration;

import dev.stopover.database.SqlState;
import dev.stopover.failure.FailedException;
import dev.stopover.plan.Script;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** A statement of a script failed: which one, where, and what the server said. */
final class ScriptException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Script script;
    private final String state;

    /**
     * @param line the line on which the statement begins
     * @param statement the statement as the server got it, so that its position in the statement becomes a line
     */
    private ScriptException(Script script, int line, String statement, SQLException cause) {
        super(
                script.file() + ":" + (line + linesBefore(position(cause), statement)) + ": " + cause.getMessage()
                        + " (SQLSTATE " + SqlState.of(cause) + ")" + hint(cause),
                cause);
        this.script = script;
        this.state = SqlState.of(cause);
    }

    /**
     * The failure of a statement.
     *
     * @throws SQLException the same one, when it was the connection that failed and not the statement
     */
    static ScriptException of(Script script, int line, String statement, SQLException cause) throws SQLException {
        if (SqlState.isConnectionLoss(SqlState.of(cause))) {
            throw cause;
        }
        return new ScriptException(script, line, statement, cause);
    }

    Script script() {
        return script;
    }

    /** Whether somebody else held a lock for too long, or died for it, so that another attempt may do. */
    boolean isLock() {
        return state.equals(SqlState.LOCK_NOT_AVAILABLE) || state.equals(SqlState.DEADLOCK_DETECTED);
    }

    FailedException failure(String remedy) {
        return new FailedException(Objects.requireNonNull(getMessage()), remedy, this);
    }

    private static int position(SQLException failure) {
        return said(failure).map(ServerErrorMessage::getPosition).orElse(0);
    }

    /** The driver leaves it out together with the detail, but it names columns and functions, not values of rows. */
    private static String hint(SQLException failure) {
        return said(failure)
                .map(ServerErrorMessage::getHint)
                .map(hint -> " Hint: " + hint)
                .orElse("");
    }

    private static Optional<ServerErrorMessage> said(SQLException failure) {
        return failure instanceof PSQLException server
                ? Optional.ofNullable(server.getServerErrorMessage())
                : Optional.empty();
    }

    private static int linesBefore(int position, String statement) {
        int before = Math.min(Math.max(position - 1, 0), statement.length());
        return (int)
                statement.substring(0, before).chars().filter(c -> c == '\n').count();
    }
}
