package dev.stopover.migration;

import dev.stopover.database.Database;
import dev.stopover.database.StopSignal;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Gives Flyway its connections, and has their statements cancelled when the run is asked to stop. */
final class FlywayDataSource implements DataSource, AutoCloseable {
    private final Database database;
    private final String purpose;
    private final StopSignal stop;
    private final List<StopSignal.Watch> watches = new ArrayList<>();
    private String searchPath = "";

    FlywayDataSource(Database database, String purpose, StopSignal stop) {
        this.database = database;
        this.purpose = purpose;
        this.stop = stop;
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection connection = database.open(purpose);
        watches.add(stop.watch(connection));
        searchPath = SearchPath.begin(connection);
        return connection;
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException("the user is part of the database's settings");
    }

    /** The search path with which each script begins, whatever the one before has set. */
    String searchPath() {
        return searchPath;
    }

    @Override
    public void close() {
        watches.forEach(StopSignal.Watch::close);
        watches.clear();
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLException("this is not a wrapper of " + type.getName());
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
