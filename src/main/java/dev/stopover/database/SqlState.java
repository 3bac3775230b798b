package dev.stopover.database;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * The SQLSTATEs that Stopover acts on.
 *
 * @see <a href="https://www.postgresql.org/docs/current/errcodes-appendix.html">PostgreSQL error codes</a>
 */
public final class SqlState {
    public static final String LOCK_NOT_AVAILABLE = "55P03";
    public static final String DEADLOCK_DETECTED = "40P01";
    public static final String SERIALIZATION_FAILURE = "40001";
    public static final String QUERY_CANCELED = "57014";
    public static final String ADMIN_SHUTDOWN = "57P01";
    public static final String CRASH_SHUTDOWN = "57P02";
    public static final String CANNOT_CONNECT_NOW = "57P03";
    public static final String DATABASE_DROPPED = "57P04";
    public static final String IDLE_SESSION_TIMEOUT = "57P05";
    public static final String IDLE_IN_TRANSACTION_TIMEOUT = "25P03";
    public static final String TOO_MANY_CONNECTIONS = "53300";
    public static final String UNIQUE_VIOLATION = "23505";
    public static final String OBJECT_NOT_IN_PREREQUISITE_STATE = "55000";
    public static final String OBJECT_IN_USE = "55006";
    public static final String INSUFFICIENT_PRIVILEGE = "42501";
    public static final String UNDEFINED_TABLE = "42P01";
    public static final String UNDEFINED_COLUMN = "42703";
    public static final String AMBIGUOUS_COLUMN = "42702";
    public static final String DUPLICATE_PREPARED_STATEMENT = "42P05";
    public static final String INVALID_STATEMENT_NAME = "26000";
    public static final String INVALID_SCHEMA_NAME = "3F000";
    public static final String INVALID_PASSWORD = "28P01";
    public static final String INVALID_AUTHORIZATION = "28000";
    public static final String INVALID_CATALOG_NAME = "3D000";

    private SqlState() {}

    /** The first SQLSTATE in the chain of causes, or empty when there is none. */
    public static String of(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException) {
                String state = ((SQLException) cause).getSQLState();
                if (state != null) {
                    return state;
                }
            }
        }
        return "";
    }

    /** Whether somebody else's work was in the way: worth another try, never a reason to reject a row. */
    public static boolean isContention(String state) {
        return state.equals(LOCK_NOT_AVAILABLE)
                || state.equals(DEADLOCK_DETECTED)
                || state.equals(SERIALIZATION_FAILURE)
                || state.equals(QUERY_CANCELED);
    }

    /** Whether the connection or the server is gone, so that only a new connection can go on. */
    public static boolean isConnectionLoss(String state) {
        return state.startsWith("08")
                || state.equals(ADMIN_SHUTDOWN)
                || state.equals(CRASH_SHUTDOWN)
                || state.equals(CANNOT_CONNECT_NOW)
                || state.equals(IDLE_SESSION_TIMEOUT)
                || state.equals(IDLE_IN_TRANSACTION_TIMEOUT)
                || state.equals(TOO_MANY_CONNECTIONS);
    }

    /** Whether the server answered and does not let this user or this database's name in. */
    public static boolean isRefusal(String state) {
        return state.equals(INVALID_PASSWORD)
                || state.equals(INVALID_AUTHORIZATION)
                || state.equals(INVALID_CATALOG_NAME);
    }

    /** Whether a row's own values are at fault: a data exception or an integrity constraint violation. */
    public static boolean isData(String state) {
        return state.startsWith("22") || state.startsWith("23");
    }
}
