package dev.stopover.testing;

import dev.stopover.database.Database;
import dev.stopover.database.DatabaseSettings;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** One real PostgreSQL for all tests of a JVM; each test takes databases of its own. */
public final class TestServer {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private TestServer() {}

    private static final class Holder {
        static final EmbeddedPostgres SERVER = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder()
                        .setServerConfig("max_connections", "200")
                        .setServerConfig("max_prepared_transactions", "10")
                        .setServerConfig("fsync", "off")
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** A fresh, empty database. */
    public static Database newDatabase() {
        return newDatabase("template1");
    }

    /** A fresh database copied from another one, to which nobody may be connected. */
    public static Database newDatabase(String template) {
        String name = "test_" + NUMBER.incrementAndGet();
        execute(database("postgres"), "create database " + name + " template " + template);
        return database(name);
    }

    /** The database of that name on the test server. */
    public static Database database(String name) {
        return new Database(new DatabaseSettings(
                "localhost:" + Holder.SERVER.getPort(), name, "postgres", Optional.empty(), Map.of()));
    }

    /** Runs one or more statements in autocommit mode. */
    public static void execute(Database database, String sql) {
        try (Connection connection = database.connect("test");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}
