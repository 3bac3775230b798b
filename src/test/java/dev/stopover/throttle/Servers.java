package dev.stopover.throttle;

import dev.stopover.database.Database;
import dev.stopover.database.DatabaseSettings;
import dev.stopover.testing.TestServer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A primary that archives its WAL, and a standby that was copied from it while it ran. */
final class Servers implements AutoCloseable {
    final Database database;
    private final Path folder;
    private final EmbeddedPostgres primary;
    private Optional<EmbeddedPostgres> standby = Optional.empty();

    Servers(Path folder) throws IOException {
        this.folder = folder;
        primary = EmbeddedPostgres.builder()
                .setDataDirectory(folder.resolve("primary"))
                .setServerConfig("fsync", "off")
                .setServerConfig("wal_level", "replica")
                .setServerConfig("archive_mode", "on")
                .setServerConfig("autovacuum_naptime", "1s")
                .start();
        database = at(primary);
    }

    /** A standby called web2, which says twice a second how far it is. */
    Database standby() throws IOException, SQLException {
        try (Connection connection = database.connect("test");
                Statement statement = connection.createStatement()) {
            statement.execute("select pg_backup_start('copy', true)");
            copy(folder.resolve("primary"), folder.resolve("standby"));
            try (ResultSet row = statement.executeQuery("select labelfile from pg_backup_stop(false)")) {
                row.next();
                Files.writeString(folder.resolve("standby/backup_label"), row.getString(1));
            }
        }
        Files.createFile(folder.resolve("standby/standby.signal"));
        Files.writeString(
                folder.resolve("standby/postgresql.auto.conf"),
                "primary_conninfo = 'host=localhost port=" + primary.getPort()
                        + " user=postgres application_name=web2'\n");
        EmbeddedPostgres started = EmbeddedPostgres.builder()
                .setDataDirectory(folder.resolve("standby"))
                .setCleanDataDirectory(false)
                .setServerConfig("fsync", "off")
                .setServerConfig("hot_standby", "on")
                .setServerConfig("archive_mode", "off")
                .setServerConfig("wal_receiver_status_interval", "1s")
                .start();
        standby = Optional.of(started);
        return at(started);
    }

    /** A connection over which a standby of that name is sent the WAL. */
    Connection replication(String name) throws SQLException {
        return DriverManager.getConnection(database.settings().jdbcUrl()
                + "?user=postgres&replication=true&preferQueryMode=simple&assumeMinServerVersion=14&ApplicationName="
                + name);
    }

    void execute(String sql) {
        TestServer.execute(database, sql);
    }

    String one(String sql) throws SQLException {
        try (Connection connection = database.connect("test");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? String.valueOf(row.getString(1)) : "no row";
        }
    }

    @Override
    public void close() throws IOException {
        if (standby.isPresent()) {
            standby.get().close();
        }
        primary.close();
    }

    private static Database at(EmbeddedPostgres server) {
        return new Database(new DatabaseSettings(
                "localhost:" + server.getPort(), "postgres", "postgres", Optional.empty(), Map.of()));
    }

    /** As a backup tool does: files may vanish meanwhile, and a standby needs no list of who runs the primary. */
    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else if (Files.exists(file) && !file.getFileName().toString().startsWith("postmaster.")) {
                    Files.copy(file, target);
                }
            }
        }
        new ProcessBuilder("chmod", "-R", "u=rwX,go=", to.toString())
                .start()
                .onExit()
                .join();
    }
}
