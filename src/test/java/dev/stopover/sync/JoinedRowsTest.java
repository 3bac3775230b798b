package dev.stopover.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Writers of rows and writers of what those rows join or follow, at the same time. */
class JoinedRowsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static SyncFixture filled() throws Exception {
        SyncFixture fixture = ForwardStress.fixture();
        ForwardStress.fill(fixture);
        return fixture.install();
    }

    private static void awaitSomebodyWaits(SyncFixture fixture) {
        await().atMost(PATIENCE)
                .until(() -> fixture.number("select count(*) from pg_locks where not granted and locktype in"
                                + " ('transactionid', 'tuple')")
                        > 0);
    }

    @Test
    void chunkWaitsUntilAStaleRowIsRightInsteadOfRejectingIt() throws Exception {
        // Given
        SyncFixture fixture = filled();
        try (Connection old = fixture.database.open("writer");
                Statement statement = old.createStatement()) {
            statement.execute("begin isolation level repeatable read");
            statement.execute("select count(*) from shops");
            fixture.execute("insert into orders values (5000, null, 1, 7)");
            statement.execute("update shops set city = 'moved' where id = 1");
            statement.execute("commit");
        }
        assertThat(fixture.rows("select city from joined where id = 5000")).containsExactly("city 1");

        // When
        fixture.copy();

        // Then
        assertThat(fixture.listener.rejects).hasSize(1);
        assertThat(fixture.number("select count(*) from stopover.reject where resolved_at is null"))
                .isZero();
        fixture.reconcile();
        assertThat(ForwardStress.differences(fixture)).isEmpty();
    }

    @Test
    void rowGetsAnotherKeyWhileItsPartnersAreWritten() throws Exception {
        for (String partner :
                new String[] {"update shops set city = 'moved' where id = 2", "update people set id = 99 where id = 2"
                }) {
            // Given
            SyncFixture fixture = filled();
            fixture.copy();
            try (Connection writer = fixture.database.open("writer");
                    Statement statement = writer.createStatement()) {
                statement.execute("begin");
                statement.execute("select id from orders where id in (1, 41) for update");
                CompletableFuture<Void> other = CompletableFuture.runAsync(() -> fixture.execute(partner));
                awaitSomebodyWaits(fixture);

                // When
                statement.execute("update orders set id = 5001 where id = 1");
                statement.execute("update orders set id = 5041 where id = 41");
                statement.execute("commit");
                other.join();
            }

            // Then
            assertThat(fixture.number(
                            "select count(*) from orders where id in (5001, 5041) and shop = 2 and person in (2, 99)"))
                    .as("orders of the partner that was written")
                    .isPositive();
            assertThat(ForwardStress.differences(fixture)).as(partner).isEmpty();
            assertThat(fixture.state().touched()).isZero();
        }
    }

    @Test
    void partnersWriterFollowsARowThroughSeveralKeys() throws Exception {
        // Given
        SyncFixture fixture = filled();
        fixture.copy();
        try (Connection first = fixture.database.open("first");
                Statement one = first.createStatement();
                Connection second = fixture.database.open("second");
                Statement two = second.createStatement()) {
            one.execute("begin");
            one.execute("update orders set id = 5001 where id = 1");
            CompletableFuture<Void> other =
                    CompletableFuture.runAsync(() -> fixture.execute("update shops set city = 'moved' where id = 2"));
            awaitSomebodyWaits(fixture);
            two.execute("begin");
            CompletableFuture<Void> again = CompletableFuture.runAsync(() -> {
                try {
                    two.execute("update orders set id = 6001 where id = 5001 or id = 1");
                } catch (java.sql.SQLException e) {
                    throw new IllegalStateException(e);
                }
            });

            // When
            one.execute("commit");
            again.join();
            two.execute("commit");
            other.join();
        }

        // Then
        assertThat(ForwardStress.differences(fixture)).isEmpty();
    }
}
