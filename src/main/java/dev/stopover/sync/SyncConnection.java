package dev.stopover.sync;

import dev.stopover.database.Database;
import dev.stopover.database.StopSignal;
import dev.stopover.database.ValueSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** A connection that gives way to writers: it waits for a lock for less time than the server looks for deadlocks after. */
final class SyncConnection implements AutoCloseable {
    private final Connection connection;
    private final StopSignal.Watch watch;
    private final boolean oneTransaction;

    private SyncConnection(Connection connection, StopSignal.Watch watch, boolean oneTransaction) {
        this.connection = connection;
        this.watch = watch;
        this.oneTransaction = oneTransaction;
    }

    static SyncConnection open(Database database, String purpose, StopSignal stop) throws SQLException {
        Connection connection = database.open(purpose);
        try (Statement statement = connection.createStatement()) {
            statement.execute("""
                    select set_config('lock_timeout', least(200, greatest(1, setting::bigint / 2))::text, false)
                    from pg_settings
                    where name = 'deadlock_timeout'
                    """);
            statement.execute("set idle_in_transaction_session_timeout = '10s'");
            statement.execute("set row_security = off");
            ValueSettings.pin(connection);
            return new SyncConnection(connection, stop.watch(connection), database.isOneTransaction());
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    Connection get() {
        return connection;
    }

    /**
     * Whether it keeps every lock until all of the work is done. Nobody writes to a table then from the moment in which it
     * gets its triggers, and whoever would has to be let wait: he cannot end before this transaction does.
     */
    boolean isOneTransaction() {
        return oneTransaction;
    }

    @Override
    public void close() throws SQLException {
        watch.close();
        connection.close();
    }
}
