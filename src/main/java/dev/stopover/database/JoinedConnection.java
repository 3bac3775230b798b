package dev.stopover.database;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.jdbc.AutoSave;

/**
 * Behind a connection that is really a part of a transaction on another one. Begin, commit and rollback become those of a
 * savepoint. What the session was set to is forgotten when the connection opens and closes, as with one of its own.
 */
final class JoinedConnection implements InvocationHandler {
    private final Connection whole;
    private final String name;
    private @Nullable Savepoint begun;
    private boolean closed;

    /** @param name what others see the whole as; a reset would clear it */
    JoinedConnection(Connection whole, String name) throws SQLException {
        this.whole = whole;
        this.name = name;
        forgetSettings();
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        return switch (method.getName()) {
            case "getAutoCommit" -> begun == null;
            case "setAutoCommit" -> autoCommit((boolean) argument(arguments));
            case "commit" -> commit();
            case "rollback" -> rollBack(arguments == null ? begun : (Savepoint) argument(arguments));
            case "setSavepoint" -> apart(whole::setSavepoint);
            case "releaseSavepoint" -> release((Savepoint) argument(arguments));
            case "close" -> close();
            case "isClosed" -> closed || whole.isClosed();
            case "equals" -> proxy == argument(arguments);
            case "hashCode" -> System.identityHashCode(proxy);
            default -> delegate(method, arguments);
        };
    }

    private @Nullable Object autoCommit(boolean wanted) throws SQLException {
        if (!wanted && begun == null) {
            begun = apart(whole::setSavepoint);
        } else if (wanted && begun != null) {
            release(begun);
            begun = null;
        }
        return null;
    }

    private @Nullable Object commit() throws SQLException {
        if (begun == null) {
            throw new SQLException("there is nothing to commit in autocommit mode");
        }
        release(begun);
        begun = apart(whole::setSavepoint);
        return null;
    }

    private @Nullable Object release(Savepoint ended) throws SQLException {
        apart(() -> {
            whole.releaseSavepoint(ended);
            return ended;
        });
        return null;
    }

    private @Nullable Object rollBack(@Nullable Savepoint to) throws SQLException {
        if (to == null) {
            throw new SQLException("there is nothing to roll back in autocommit mode");
        }
        apart(() -> {
            whole.rollback(to);
            return to;
        });
        return null;
    }

    private @Nullable Object close() throws SQLException {
        if (closed) {
            return null;
        }
        closed = true;
        if (!whole.isClosed()) {
            if (begun != null) {
                rollBack(begun);
                release(begun);
                begun = null;
            }
            forgetSettings();
        }
        return null;
    }

    private void forgetSettings() throws SQLException {
        try (Statement statement = whole.createStatement()) {
            statement.execute("reset all;"
                    + " set idle_in_transaction_session_timeout = 0;"
                    + " set idle_session_timeout = 0;"
                    + " set application_name = " + Identifier.literal(name));
        }
    }

    /** Something that sets, releases or goes back to a savepoint. */
    @FunctionalInterface
    private interface Work {
        Savepoint run() throws SQLException;
    }

    /** The driver's own savepoint around each statement would take one that is set inside it away again. */
    private Savepoint apart(Work work) throws SQLException {
        PGConnection driver = whole.unwrap(PGConnection.class);
        driver.setAutosave(AutoSave.NEVER);
        try {
            return work.run();
        } finally {
            driver.setAutosave(AutoSave.ALWAYS);
        }
    }

    private @Nullable Object delegate(Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(whole, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    private static Object argument(Object @Nullable [] arguments) {
        if (arguments == null) {
            throw new IllegalArgumentException("an argument is missing");
        }
        return arguments[0];
    }
}
