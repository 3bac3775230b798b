package dev.stopover.testing;

import dev.stopover.database.Database;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A database with Stopover's own schema, the persistence unit over it, and the management port, for a test in a container. */
public final class HistoryDatabase implements QuarkusTestResourceLifecycleManager {
    @Override
    public Map<String, String> start() {
        Database database = TestServer.newDatabase();
        TestServer.execute(database, "create schema stopover");
        TestServer.execute(database, script());
        return Map.of(
                "quarkus.datasource.jdbc.url", database.settings().jdbcUrl(),
                "quarkus.datasource.username", database.settings().user(),
                "quarkus.hibernate-orm.active", "true",
                "quarkus.management.host-enabled", "true",
                "quarkus.management.test-port", "0");
    }

    @Override
    public void stop() {
        // The server ends with its JVM and takes the database with it.
    }

    private static String script() {
        try (InputStream file = HistoryDatabase.class.getResourceAsStream("/db/stopover/V1__history.sql")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
