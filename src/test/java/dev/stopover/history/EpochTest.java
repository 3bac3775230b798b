package dev.stopover.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.stopover.database.Database;
import dev.stopover.testing.TestServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EpochTest {
    private static final Epoch EPOCH = new Epoch("trip", 1, 1);

    private final Database database = TestServer.newDatabase();

    EpochTest() throws IOException {
        try (var script = EpochTest.class.getResourceAsStream("/db/stopover/V1__history.sql")) {
            TestServer.execute(database, "create schema stopover");
            TestServer.execute(database, new String(script.readAllBytes(), StandardCharsets.UTF_8));
        }
        TestServer.execute(database, """
                insert into stopover.plan (name, title, epoch, hash)
                values ('trip', 'Trip', 1, '');
                insert into stopover.run (plan, epoch, state, plan_hash, target_phase, program_version, host,
                  system_identifier, database_name, database_oid)
                values ('trip', 1, 'running', '', 'migrate', '', '', '', '', 0);
                insert into stopover.phase (plan, name, position, kind, title, state)
                values ('trip', 'migrate', 1, 'migrate', '', 'running')
                """);
    }

    @Test
    void aPhaseThatFailsWaitsForThoseWhoLendAHandAndShutsThemOut() throws SQLException {
        // Given
        Epoch lent = EPOCH.within("migrate");
        try (Connection worker = database.connect("worker");
                Connection runner = database.connect("runner");
                Statement statement = worker.createStatement()) {
            worker.setAutoCommit(false);
            lent.hold(worker);

            // When
            CompletableFuture<Void> failed = CompletableFuture.runAsync(() -> fail(runner));
            await().until(() -> {
                try (var rows = statement.executeQuery("select 1 from pg_stat_activity where wait_event_type = 'Lock'"
                        + " and datname = current_database()")) {
                    return rows.next();
                }
            });
            boolean waits = !failed.isDone();
            worker.commit();
            failed.join();

            // Then
            assertThat(waits).isTrue();
            assertThatThrownBy(() -> lent.hold(worker)).isInstanceOf(FencedException.class);
            worker.rollback();
            EPOCH.hold(worker);
            worker.rollback();
        }
    }

    private static void fail(Connection runner) {
        try {
            PhaseHistory.enter(runner, EPOCH, "migrate", PhaseState.FAILED, "broken");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
