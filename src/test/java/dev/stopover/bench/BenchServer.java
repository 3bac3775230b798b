package dev.stopover.bench;

import dev.stopover.database.Database;
import dev.stopover.database.DatabaseSettings;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;

/** A PostgreSQL for measurements: set up like a small production server, fsync included. */
final class BenchServer implements AutoCloseable {
    /** No checkpoint falls into a round unless it is asked for: both sides would meet it at random. */
    private static final Map<String, String> SETTINGS = Map.of(
            "shared_buffers", "2GB",
            "max_wal_size", "16GB",
            "checkpoint_timeout", "1h",
            "maintenance_work_mem", "256MB",
            "fsync", Setting.text("BENCH_FSYNC", "on"),
            "synchronous_commit", "on",
            "autovacuum", Setting.text("BENCH_AUTOVACUUM", "on"));

    private final EmbeddedPostgres server;

    private BenchServer(EmbeddedPostgres server) {
        this.server = server;
    }

    /**
     * Starts the server.
     *
     * @param directory where its files are and stay; without one they go when it stops
     */
    static BenchServer start(Optional<Path> directory) throws IOException {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder();
        SETTINGS.forEach(builder::setServerConfig);
        directory.ifPresent(
                path -> builder.setDataDirectory(path.toAbsolutePath()).setCleanDataDirectory(false));
        return new BenchServer(builder.start());
    }

    static String settings() {
        return "PostgreSQL with " + new java.util.TreeMap<>(SETTINGS);
    }

    int port() {
        return server.getPort();
    }

    Database database(String name) {
        return new Database(
                new DatabaseSettings("localhost:" + server.getPort(), name, "postgres", Optional.empty(), Map.of()));
    }

    boolean has(String name) throws SQLException {
        return number("postgres", "select count(*) from pg_database where datname = '" + name + "'") == 1;
    }

    /** A fresh database of that name, copied from another one file by file. */
    Database create(String name, String template) throws SQLException {
        drop(name);
        execute("postgres", "create database " + name + " template " + template + " strategy file_copy");
        return database(name);
    }

    void drop(String name) throws SQLException {
        execute("postgres", "drop database if exists " + name + " with (force)");
    }

    void execute(String database, String sql) throws SQLException {
        try (Connection connection = database(database).open("bench");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    double number(String database, String sql) throws SQLException {
        try (Connection connection = database(database).open("bench");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getDouble(1);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
