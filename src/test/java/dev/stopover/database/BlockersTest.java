package dev.stopover.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.stopover.testing.TestServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

class BlockersTest {
    private final Database database = TestServer.newDatabase();

    @Test
    void saysWhoHoldsTheLock() throws Exception {
        // Given
        TestServer.execute(database, "create table t (id bigint)");
        try (Connection holder = database.open("holder");
                Connection waiter = database.open("waiter");
                Connection watcher = database.open("watcher")) {
            holder.setAutoCommit(false);
            execute(holder, "lock table t");
            int pid = waiter.unwrap(PGConnection.class).getBackendPID();
            CompletableFuture<Void> waiting = CompletableFuture.runAsync(() -> execute(waiter, "select * from t"));

            // When
            List<Blocker> blockers = await().until(() -> Blockers.of(watcher, pid), found -> !found.isEmpty());

            // Then
            assertThat(blockers).singleElement().satisfies(blocker -> {
                assertThat(blocker.pid())
                        .isEqualTo(holder.unwrap(PGConnection.class).getBackendPID());
                assertThat(blocker.user()).contains("postgres");
                assertThat(blocker.application()).isEqualTo("stopover holder");
                assertThat(blocker.backendType()).isEqualTo("client backend");
                assertThat(blocker.state()).isEqualTo("idle in transaction");
                assertThat(blocker.queryAge()).isPresent();
                assertThat(blocker.query()).isEqualTo("lock table t");
            });
            holder.rollback();
            waiting.join();
            assertThat(Blockers.of(watcher, pid)).isEmpty();
        }
    }

    @Test
    void doesNotTakeASessionThatARoleMaySeeLittleOfForAPreparedTransaction() throws Exception {
        // Given
        String role = "poor_" + database.settings().database();
        TestServer.execute(database, "create role " + role + " login");
        TestServer.execute(database, "create table t (id bigint); grant select on t to " + role);
        DatabaseSettings settings = database.settings();
        Database poor = new Database(
                new DatabaseSettings(settings.hosts(), settings.database(), role, Optional.empty(), Map.of()));
        try (Connection holder = database.open("holder");
                Connection waiter = poor.open("waiter");
                Connection watcher = poor.open("watcher")) {
            holder.setAutoCommit(false);
            execute(holder, "lock table t");
            int pid = waiter.unwrap(PGConnection.class).getBackendPID();
            CompletableFuture<Void> waiting = CompletableFuture.runAsync(() -> execute(waiter, "select * from t"));

            // When
            List<Blocker> blockers = await().until(() -> Blockers.of(watcher, pid), found -> !found.isEmpty());

            // Then
            assertThat(blockers).singleElement().satisfies(blocker -> {
                assertThat(blocker.backendType()).isEqualTo("client backend");
                assertThat(blocker.user()).contains("postgres");
            });
            holder.rollback();
            waiting.join();
        }
    }

    @Test
    void saysThatAPreparedTransactionHoldsTheLock() throws Exception {
        // Given
        TestServer.execute(database, "create table t (id bigint)");
        TestServer.execute(database, "begin; lock table t; prepare transaction 'left behind'");
        try (Connection waiter = database.open("waiter");
                Connection watcher = database.open("watcher")) {
            int pid = waiter.unwrap(PGConnection.class).getBackendPID();
            CompletableFuture<Void> waiting = CompletableFuture.runAsync(() -> execute(waiter, "select * from t"));

            // When
            List<Blocker> blockers = await().until(() -> Blockers.of(watcher, pid), found -> !found.isEmpty());

            // Then
            assertThat(blockers)
                    .singleElement()
                    .satisfies(blocker -> assertThat(blocker.toString()).contains("prepared transaction"));
            TestServer.execute(database, "rollback prepared 'left behind'");
            waiting.join();
        }
    }

    @Test
    void knowsWhichAutovacuumGivesWay() {
        // Given
        Blocker ordinary = autovacuum("autovacuum: VACUUM public.t");
        Blocker wraparound = autovacuum("autovacuum: VACUUM public.t (to prevent wraparound)");

        // When
        boolean givesWay = ordinary.givesWay();

        // Then
        assertThat(givesWay).isTrue();
        assertThat(wraparound.givesWay()).isFalse();
    }

    private static Blocker autovacuum(String query) {
        return new Blocker(
                1, Optional.empty(), "", "autovacuum worker", "active", Optional.of(Duration.ofSeconds(3)), query);
    }

    private static void execute(Connection connection, String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new CompletionException(e);
        }
    }
}
