package dev.stopover.transfer;

import static dev.stopover.transfer.TransferBuilder.transfer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stopover.failure.FailedException;
import dev.stopover.history.CheckResult;
import dev.stopover.history.Counts;
import java.sql.Connection;
import java.util.List;
import org.junit.jupiter.api.Test;

class SecondLookTest {
    private static final String ROWS = """
            create table source (id int primary key, v text);
            create table target (id int primary key, v text);
            insert into source select i, 'v' || i from generate_series(1, 1000) i;
            """;

    @Test
    void movesWhatTheApplicationWroteMeanwhileOnceACheckHasFailedForIt() throws Exception {
        // Given
        TransferFixture fixture =
                TransferFixture.with(ROWS).plan(transfer("rows").copy("id", "v"));
        fixture.run();
        fixture.execute("insert into source values (1001, 'late')");
        assertThat(fixture.failedChecks()).hasSize(2);
        fixture.takeOver();

        // When
        fixture.run();

        // Then
        assertThat(fixture.failedChecks()).isEmpty();
        assertThat(fixture.counts("rows")).isEqualTo(new Counts(1001, 1, 1000, 0, 0));
        assertThat(fixture.number("select inserted_before from stopover.transfer"))
                .isEqualTo(1000);
        assertThat(fixture.listener.restarts).containsExactly("a check failed after its rows were copied");
    }

    @Test
    void leavesCopiedRowsAloneOnceTheFailedCheckHasPassed() throws Exception {
        // Given
        TransferFixture fixture =
                TransferFixture.with(ROWS).plan(transfer("rows").copy("id", "v"));
        fixture.run();
        fixture.execute("insert into source values (1001, 'late')");
        assertThat(fixture.failedChecks()).isNotEmpty();
        fixture.execute("delete from source where id = 1001");
        assertThat(fixture.failedChecks()).isEmpty();
        fixture.takeOver();

        // When
        fixture.run();

        // Then
        assertThat(fixture.listener.restarts).isEmpty();
        assertThat(fixture.counts("rows")).isEqualTo(new Counts(1000, 1000, 0, 0, 0));
    }

    @Test
    void namesRowsThatChangedAfterTheyWereCopied() throws Exception {
        // Given
        TransferFixture fixture =
                TransferFixture.with(ROWS).plan(transfer("rows").copy("id", "v"));
        fixture.run();
        fixture.execute("update source set v = 'changed' where id in (7, 8)");
        List<CheckResult> failed = fixture.failedChecks();
        fixture.takeOver();

        // When
        assertThatThrownBy(fixture::run)
                // Then
                .isInstanceOf(FailedException.class)
                .hasMessageContaining("rows {\"id\": 7}: a row with its key is in public.target, with other values");
        assertThat(failed).extracting(CheckResult::name).containsExactly("rows: rows equal");
        assertThat(fixture.text("select v from target where id = 7")).isEqualTo("v7");
    }

    @Test
    void goesOnWithASecondLookThatWasInterrupted() throws Exception {
        // Given
        TransferFixture fixture = TransferFixture.with(ROWS)
                .settings(TransferFixture.TINY)
                .plan(transfer("rows").copy("id", "v"));
        fixture.run();
        fixture.execute("insert into source values (1001, 'late')");
        assertThat(fixture.failedChecks()).isNotEmpty();
        fixture.takeOver();
        TransferListener aborting = new TransferFixture.RecordingListener() {
            @Override
            public void chunkCommitted(String transfer, Counts counts, long millis) {
                throw new IllegalStateException("abort");
            }
        };
        assertThatThrownBy(() -> fixture.run(aborting)).hasMessage("abort");
        fixture.takeOver();

        // When
        fixture.run();

        // Then
        assertThat(fixture.number("select restarts from stopover.transfer")).isEqualTo(1);
        assertThat(fixture.failedChecks()).isEmpty();
    }

    @Test
    void buildsTheMapOfACopiedTransferThatIsFollowedFromNowOn() throws Exception {
        // Given
        TransferFixture fixture = TransferFixture.with("""
                create table customers (id int primary key);
                create table bookings (id int primary key, customer_id int);
                create table users (id int primary key);
                create table new_bookings (id int primary key, user_id int);
                insert into customers select generate_series(1, 300);
                insert into bookings select i, i from generate_series(1, 300) i;
                """);
        TransferBuilder customers =
                transfer("customers").from("customers", "c").into("users").column("id", "c.id");
        fixture.plan(customers).run();
        fixture.plan(
                customers,
                transfer("bookings")
                        .from("bookings", "b")
                        .into("new_bookings")
                        .follow("u", "customers", "b.customer_id")
                        .column("id", "b.id")
                        .column("user_id", "u.id"));
        try (Connection connection = fixture.database.connect("test")) {
            assertThat(TransferRunner.isDone(connection, fixture.plan(), customers.build()))
                    .isFalse();
        }
        fixture.takeOver();

        // When
        fixture.run();

        // Then
        assertThat(fixture.number("select count(*) from new_bookings where user_id = id"))
                .isEqualTo(300);
        assertThat(fixture.counts("customers")).isEqualTo(new Counts(300, 0, 300, 0, 0));
        assertThat(fixture.failedChecks()).isEmpty();
    }

    @Test
    void readsAPartitionThatIsAttachedWhileItCopies() throws Exception {
        // Given
        TransferFixture fixture = partitioned();
        TransferListener attaching = once(fixture, """
                create table source_c (id int not null, v text);
                insert into source_c select i, 'c' from generate_series(2000, 2499) i;
                alter table source attach partition source_c for values from (2000) to (3000);
                """);

        // When
        fixture.run(attaching);

        // Then
        assertThat(fixture.difference("table source", "table target")).isEmpty();
        assertThat(fixture.number("select count(*) from target")).isEqualTo(1500);
        assertThat(fixture.rows("select message from stopover.event where kind = 'partition-attached'"))
                .containsExactly("transfer rows: public.source_c became part of public.source and is read, too");
    }

    @Test
    void failsWithTheNameOfAPartitionThatIsDetachedAfterRowsOfItMoved() {
        // Given
        TransferFixture fixture = partitioned();
        TransferListener detaching = once(fixture, "alter table source detach partition source_a");

        // When
        assertThatThrownBy(() -> fixture.run(detaching))
                // Then
                .isInstanceOf(FailedException.class)
                .hasMessageContaining("\"public\".\"source_a\" was part of public.source when the transfer began");
        assertThat(fixture.text("select state from stopover.transfer")).isEqualTo("copying");
    }

    @Test
    void forgetsAPartitionThatIsDetachedBeforeARowOfItMoved() throws Exception {
        // Given
        TransferFixture fixture = partitioned();
        fixture.execute("truncate source_b");
        TransferListener detaching = once(fixture, "alter table source detach partition source_b");

        // When
        fixture.run(detaching);

        // Then
        assertThat(fixture.text("select state from stopover.transfer")).isEqualTo("copied");
        assertThat(fixture.number("select count(*) from target")).isEqualTo(500);
    }

    @Test
    void failsWithTheNameOfAPartitionThatIsDropped() {
        // Given
        TransferFixture fixture = partitioned();
        TransferListener dropping = once(fixture, "drop table source_b");

        // When
        assertThatThrownBy(() -> fixture.run(dropping))
                // Then
                .isInstanceOf(FailedException.class)
                .hasMessageContaining("\"public\".\"source_b\" was part of public.source when the transfer began");
    }

    private static TransferFixture partitioned() {
        return TransferFixture.with("""
                        create table source (id int primary key, v text) partition by range (id);
                        create table source_a partition of source for values from (0) to (1000);
                        create table source_b partition of source for values from (1000) to (2000);
                        create table target (id int primary key, v text);
                        insert into source select i, 'a' from generate_series(1, 500) i;
                        insert into source select i, 'b' from generate_series(1000, 1499) i;
                        """)
                .settings(TransferFixture.TINY)
                .plan(transfer("rows").copy("id", "v"));
    }

    /** Does something once, when the first chunk is committed, of which {@code source_a} is read first. */
    private static TransferListener once(TransferFixture fixture, String sql) {
        return new TransferFixture.RecordingListener() {
            @Override
            public void chunkCommitted(String transfer, Counts counts, long millis) {
                super.chunkCommitted(transfer, counts, millis);
                if (chunks.size() == 1) {
                    fixture.execute(sql);
                }
            }
        };
    }
}
