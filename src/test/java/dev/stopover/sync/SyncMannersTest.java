package dev.stopover.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.stopover.failure.FailedException;
import dev.stopover.failure.UnreachableException;
import dev.stopover.history.FencedException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class SyncMannersTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** The lock timeout, and what a statement and a busy machine may take besides. */
    private static final long LONGEST_MILLIS = 500 + 700;

    private interface Work {
        void run() throws SQLException;
    }

    private static CompletableFuture<Void> inBackground(Work work) {
        return CompletableFuture.runAsync(() -> {
            try {
                work.run();
            } catch (SQLException e) {
                throw new CompletionException(e);
            }
        });
    }

    private static SyncFixture filled() {
        SyncFixture fixture = ForwardStress.fixture();
        ForwardStress.fill(fixture);
        return fixture;
    }

    /** Runs work that has to wait for a lock which somebody holds for long, beside a writer. */
    private static long longestWrite(SyncFixture fixture, String held, Work work) throws Exception {
        try (Connection holder = fixture.database.open("holder");
                Statement statement = holder.createStatement();
                Writers writers = Writers.start(
                        fixture.database,
                        1,
                        1,
                        0,
                        (random, snapshot) ->
                                "update orders set v = v + 1 where id = " + (100 + random.nextInt(100)))) {
            statement.execute("begin");
            statement.execute(held);
            CompletableFuture<Void> done = inBackground(work);
            await().atMost(PATIENCE).until(() -> fixture.listener.lockRetries.size() >= 3);
            statement.execute("commit");
            done.join();
            assertThat(writers.errors()).isEmpty();
            return writers.longestMillis();
        }
    }

    @Test
    void nobodyWaitsLongBehindTriggersThatAreCreated() throws Exception {
        // Given
        SyncFixture fixture = filled();

        // When
        long longest = longestWrite(fixture, "update orders set v = 0 where id = 1", fixture::install);

        // Then
        assertThat(longest).isLessThan(LONGEST_MILLIS);
        assertThat(fixture.listener.lockRetries)
                .allSatisfy(retry -> assertThat(retry).contains("application stopover holder"));
        assertThat(fixture.state().tables()).hasSize(3).allMatch(SyncState.Table::on);
    }

    @Test
    void nobodyWaitsLongBehindTriggersThatAreDropped() throws Exception {
        // Given
        SyncFixture fixture = filled();
        fixture.install();

        // When
        long longest = longestWrite(
                fixture, "select count(*) from orders", () -> fixture.runner().removeAll(fixture.plan()));

        // Then
        assertThat(longest).isLessThan(LONGEST_MILLIS);
        assertThat(fixture.state().tables()).isEmpty();
        assertThat(fixture.number("select count(*) from pg_proc where pronamespace = 'stopover'::regnamespace"
                        + " and obj_description(oid, 'pg_proc') like 'stopover sync%'"))
                .isZero();
    }

    @Test
    void whoWritesToAMapIsNotInTheWayOfReverseTriggers() throws Exception {
        // Given
        SyncFixture fixture = ReverseSyncTest.bare().install().copy().reconcile();
        String map = fixture.rows("""
                        select oid::regclass::text
                        from pg_class
                        where relnamespace = 'stopover'::regnamespace
                          and relkind = 'r'
                          and relname like 'map\\_%'
                        """).get(0);
        try (Connection holder = fixture.database.open("holder");
                Statement statement = holder.createStatement()) {
            statement.execute("begin");
            statement.execute("lock table " + map + " in row exclusive mode");

            // When
            CompletableFuture<Void> done =
                    inBackground(() -> fixture.runner().installReverse(fixture.plan(), fixture.last()));

            // Then
            await().atMost(PATIENCE).until(done::isDone);
            done.join();
            statement.execute("commit");
        }
        assertThat(fixture.state().tables()).allMatch(SyncState.Table::on);
    }

    @Test
    void whatOthersHoldOfStopoversOwnTablesIsWaitedFor() throws Exception {
        // Given
        SyncFixture fixture = ReverseSyncTest.bare().install().copy().reconcile();
        try (Connection holder = fixture.database.open("holder");
                Statement statement = holder.createStatement()) {
            statement.execute("begin");
            statement.execute("lock table stopover.sync_firing");
            CompletableFuture<Void> done =
                    inBackground(() -> fixture.runner().installReverse(fixture.plan(), fixture.last()));

            // When
            await().during(Duration.ofSeconds(1)).atMost(PATIENCE).until(() -> !done.isDone());
            statement.execute("commit");

            // Then
            await().atMost(PATIENCE).until(done::isDone);
            done.join();
        }
        assertThat(fixture.state().tables()).allMatch(SyncState.Table::on);
    }

    @Test
    void nobodyWaitsLongBehindRowsThatAreReconciled() throws Exception {
        // Given
        SyncFixture fixture = filled();
        fixture.install().copy();
        fixture.execute("""
                insert into stopover.touched (plan, transfer, resync, key)
                select 'test', 'plain', 'resync_test_plain', jsonb_build_object('id', id) from orders
                """);

        // When
        long longest;
        try (Connection holder = fixture.database.open("holder");
                Statement statement = holder.createStatement();
                Writers writers = Writers.start(
                        fixture.database,
                        1,
                        1,
                        0,
                        (random, snapshot) ->
                                "update orders set v = v + 1 where id = " + (100 + random.nextInt(300)))) {
            statement.execute("begin");
            statement.execute("update orders set v = 0 where id = 400");
            fixture.execute("update shops set city = 'later' where id = 2");
            CompletableFuture<Void> done = inBackground(fixture::reconcile);
            // The holder's transaction is older than the pass and has to end first.
            await().atMost(PATIENCE).until(() -> !fixture.listener.waits.isEmpty());
            statement.execute("commit");
            done.join();
            longest = writers.longestMillis();
        }

        // Then
        assertThat(longest).isLessThan(LONGEST_MILLIS);
        assertThat(fixture.state().touched()).isZero();
    }

    @Test
    void givesUpOnALockAndNamesWhoHoldsIt() throws Exception {
        // Given
        SyncFixture fixture = filled().settings(
                        new SyncSettings(Duration.ofMillis(100), Duration.ofSeconds(1), Duration.ofSeconds(1), 50));
        try (Connection holder = fixture.database.open("holder");
                Statement statement = holder.createStatement()) {
            statement.execute("begin");
            statement.execute("update orders set v = 0 where id = 1");

            // When
            assertThatThrownBy(fixture::install)
                    // Then
                    .isInstanceOf(FailedException.class)
                    .hasMessageContaining("the triggers of public.orders could not be changed")
                    .hasMessageContaining("application stopover holder");
        }
    }

    @Test
    void givesUpOnAnOldTransactionAndNamesIt() throws Exception {
        // Given
        SyncFixture fixture = filled().settings(
                        new SyncSettings(Duration.ofMillis(100), Duration.ofSeconds(1), Duration.ofSeconds(1), 50));
        fixture.install().copy();
        fixture.execute("begin", "begin; update shops set city = 'p' where id = 1; prepare transaction 'forgotten'");
        try (Connection holder = fixture.database.open("holder");
                Statement statement = holder.createStatement()) {
            statement.execute("begin isolation level repeatable read");
            statement.execute("select 1");
            fixture.execute("update shops set city = 'q' where id = 2");

            // When
            assertThatThrownBy(fixture::reconcile)
                    // Then
                    .isInstanceOf(UnreachableException.class)
                    .hasMessageContaining("application stopover holder")
                    .hasMessageContaining("prepared transaction 'forgotten'");
        }
        fixture.execute("rollback prepared 'forgotten'");
    }

    @Test
    void leavesAloneWhatIsAsItShouldBe() throws Exception {
        // Given
        SyncFixture fixture = filled();
        fixture.install();
        String before =
                fixture.text("select string_agg(xmin::text, ' ' order by oid) from pg_trigger where not tgisinternal");
        fixture.listener.installed.clear();

        // When
        fixture.install();

        // Then
        assertThat(fixture.listener.installed).isEmpty();
        assertThat(fixture.text(
                        "select string_agg(xmin::text, ' ' order by oid) from pg_trigger where not tgisinternal"))
                .isEqualTo(before);
    }

    @Test
    void mendsWhatWasChangedBehindItsBack() throws Exception {
        // Given
        SyncFixture fixture = filled();
        fixture.install().copy();
        fixture.execute("alter table shops disable trigger all", "drop trigger stopover_truncate_test on orders");

        // When
        fixture.install();

        // Then
        fixture.execute("update shops set city = 'x' where id = 1", "truncate orders");
        assertThat(ForwardStress.differences(fixture)).isEmpty();
    }

    @Test
    void writesNothingAfterAnotherRunnerTookOver() {
        // Given
        SyncFixture fixture = filled();
        SyncRunner zombie = fixture.runner();
        fixture.takeOver();

        // When
        assertThatThrownBy(() -> zombie.installForward(fixture.plan(), fixture.last()))
                // Then
                .isInstanceOf(FencedException.class);
        assertThat(fixture.number("select count(*) from pg_trigger where not tgisinternal and tgname like 'stopover%'"))
                .isZero();
    }

    @Test
    void saysWhenTheOldSideWasLastWritten() throws Exception {
        // Given
        SyncFixture fixture = ReverseSyncTest.fixture();
        assertThat(fixture.state().lastWrite("forward")).isEmpty();
        fixture.execute("update new_orders set v = 5 where id = 1");
        assertThat(fixture.state().lastWrite("forward"))
                .as("carried back, not written by the application")
                .isEmpty();
        assertThat(fixture.state().lastWrite("reverse")).isPresent();

        // When
        fixture.execute("update orders set v = 6 where id = 1");

        // Then
        assertThat(fixture.state().lastWrite("forward")).isPresent();
    }

    @Test
    void takesAwayOnlyWhatThePhaseBrought() throws Exception {
        // Given
        SyncFixture fixture = filled();
        fixture.phase(dev.stopover.transfer.TransferBuilder.transfer("notes")
                .from("orders", "o")
                .into("notes")
                .copy("id", "note")
                .drop("person")
                .drop("shop")
                .drop("v")
                .drop("gone"));
        fixture.execute("create table notes (id bigint primary key, note text)");
        fixture.install();

        // When
        fixture.runner().remove(fixture.plan(), fixture.last());

        // Then
        fixture.execute("insert into orders values (5000, null, 1, 1, 'a note')");
        assertThat(fixture.number("select count(*) from notes")).isZero();
        assertThat(fixture.number("select count(*) from plain")).isEqualTo(1);
    }
}
