package dev.stopover.testing;

import dev.stopover.database.Database;
import dev.stopover.database.DatabaseSettings;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A PostgreSQL that counts its statements, vacuums and analyzes nothing by itself, has few connections, and whose archiver
 * fails.
 */
public final class ObservedServer {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private ObservedServer() {}

    private static final class Holder {
        static final EmbeddedPostgres SERVER = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder()
                        .setServerConfig("max_connections", "23")
                        .setServerConfig("superuser_reserved_connections", "3")
                        .setServerConfig("max_prepared_transactions", "5")
                        .setServerConfig("shared_preload_libraries", "pg_stat_statements")
                        .setServerConfig("wal_level", "logical")
                        .setServerConfig("archive_mode", "on")
                        .setServerConfig("archive_command", "false")
                        .setServerConfig("autovacuum", "off")
                        .setServerConfig("fsync", "off")
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** A fresh, empty database. */
    public static Database newDatabase() {
        String name = "observed_" + NUMBER.incrementAndGet();
        TestServer.execute(database("postgres", "postgres"), "create database " + name);
        return database(name, "postgres");
    }

    /** The database of that name for that role, which needs no password. */
    public static Database database(String name, String role) {
        return new Database(
                new DatabaseSettings("localhost:" + Holder.SERVER.getPort(), name, role, Optional.empty(), Map.of()));
    }
}
