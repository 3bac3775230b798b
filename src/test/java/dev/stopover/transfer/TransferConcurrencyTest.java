package dev.stopover.transfer;

import static dev.stopover.transfer.TransferBuilder.transfer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.stopover.failure.ExitCode;
import dev.stopover.failure.StoppedException;
import dev.stopover.failure.UnreachableException;
import dev.stopover.history.Counts;
import dev.stopover.history.FencedException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class TransferConcurrencyTest {
    private static final String SCHEMA = """
            create table source (id int primary key, v text);
            create table target (id int primary key, v text);
            insert into source select i, repeat('x', 100) from generate_series(1, 3000) i;
            """;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void waitsForARowThatAWriterHoldsWithoutRejectingIt() throws Exception {
        // Given
        TransferFixture fixture = TransferFixture.with(SCHEMA)
                .settings(TransferFixture.TINY)
                .plan(transfer("rows").copy("id", "v"));
        try (Connection writer = writer(fixture)) {
            execute(writer, "select 1 from source where id = 1500 for update");

            // When
            CompletableFuture<Void> run = inBackground(fixture);
            await().atMost(PATIENCE).until(() -> fixture.listener.retries.size() > 3);
            writer.commit();
            run.join();
        }

        // Then
        assertThat(fixture.listener.retries).allMatch(reason -> reason.startsWith("55P03"));
        assertThat(fixture.counts("rows")).isEqualTo(new Counts(3000, 3000, 0, 0, 0));
        assertThat(fixture.difference("table source", "table target")).isEmpty();
    }

    @Test
    void givesWayToAWriterInADeadlock() throws Exception {
        // Given
        TransferFixture fixture =
                TransferFixture.with(SCHEMA).plan(transfer("rows").copy("id", "v"));
        try (Connection writer = writer(fixture)) {
            execute(writer, "select 1 from source where id = 900 for update");

            // When
            CompletableFuture<Void> run = inBackground(fixture);
            await().atMost(PATIENCE).until(() -> !fixture.listener.retries.isEmpty());
            for (int id = 1; id <= 60; id++) {
                // Locked by the chunk while it waits for row 900: a cycle, from which only the chunk may be thrown out.
                execute(writer, "select 1 from source where id = " + id + " for update");
            }
            writer.commit();
            run.join();
        }

        // Then
        assertThat(fixture.counts("rows")).isEqualTo(new Counts(3000, 3000, 0, 0, 0));
    }

    @Test
    void givesUpWhenARowStaysLockedForTooLong() throws Exception {
        // Given
        TransferSettings impatient =
                new TransferSettings(1, Duration.ofMillis(500), 1000, 1000, 1024, Duration.ofSeconds(1));
        TransferFixture fixture = TransferFixture.with(SCHEMA)
                .settings(impatient)
                .plan(transfer("rows").copy("id", "v"));
        try (Connection writer = writer(fixture)) {
            execute(writer, "select 1 from source where id = 1 for update");

            // When
            assertThatThrownBy(fixture::run)
                    // Then
                    .isInstanceOf(UnreachableException.class)
                    .hasMessageContaining("others were in the way for 1 s");
        }
    }

    @Test
    void stopsBeforeItsNextWriteWhenAnotherRunnerTookOver() throws Exception {
        // Given
        TransferFixture fixture = TransferFixture.with(SCHEMA)
                .settings(TransferFixture.TINY)
                .plan(transfer("rows").copy("id", "v"));
        TransferListener overtaken = new TransferFixture.RecordingListener() {
            @Override
            public void chunkCommitted(String transfer, Counts counts, long millis) {
                super.chunkCommitted(transfer, counts, millis);
                if (chunks.size() == 2) {
                    fixture.takeOver();
                }
            }
        };

        // When
        assertThatThrownBy(() -> fixture.run(overtaken)).isInstanceOf(FencedException.class);
        long left = fixture.number("select count(*) from stopover.chunk");
        fixture.run();

        // Then
        assertThat(left).isEqualTo(2);
        assertThat(fixture.difference("table source", "table target")).isEmpty();
        assertThat(fixture.counts("rows")).isEqualTo(new Counts(3000, 3000, 0, 0, 0));
    }

    @Test
    void stopsInTheMiddleOfAChunkAndResumes() throws Exception {
        // Given
        TransferFixture fixture =
                TransferFixture.with("""
                        create table source (id int primary key, v text);
                        create table target (id int primary key, v text);
                        insert into source select i, 'x' from generate_series(1, 20) i;
                        create function wait_for_test() returns trigger language plpgsql as
                          $$begin perform pg_advisory_xact_lock_shared(42); return new; end$$;
                        create trigger block before insert on target for each row execute function wait_for_test();
                        """).offline().plan(transfer("rows").copy("id", "v"));
        CompletableFuture<Void> run;
        try (Connection gate = writer(fixture)) {
            execute(gate, "select pg_advisory_xact_lock(42)");
            run = inBackground(fixture);
            await().atMost(PATIENCE)
                    .until(() ->
                            fixture.number("select count(*) from pg_locks where locktype = 'advisory' and not granted")
                                    == 1);

            // When
            fixture.stop.stop(ExitCode.TERMINATED);
            assertThatThrownBy(run::join).hasCauseInstanceOf(StoppedException.class);
        }

        // Then
        assertThat(fixture.number("select count(*) from target")).isZero();
        assertThat(fixture.text("select state from stopover.transfer")).isEqualTo("copying");
    }

    @Test
    void losesNothingWhenItsConnectionIsKilledInAChunk() throws Exception {
        // Given
        TransferFixture fixture = TransferFixture.with(SCHEMA)
                .settings(TransferFixture.TINY)
                .plan(transfer("rows").copy("id", "v"));
        TransferListener killing = new TransferFixture.RecordingListener() {
            @Override
            public void chunkCommitted(String transfer, Counts counts, long millis) {
                super.chunkCommitted(transfer, counts, millis);
                if (chunks.size() == 3) {
                    fixture.rows("select pg_terminate_backend(pid) from pg_stat_activity"
                            + " where datname = current_database() and application_name = 'stopover test/migrate'");
                }
            }
        };
        assertThatThrownBy(() -> fixture.run(killing)).isInstanceOf(SQLException.class);

        // When
        fixture.run();

        // Then
        assertThat(fixture.difference("table source", "table target")).isEmpty();
        assertThat(fixture.counts("rows")).isEqualTo(new Counts(3000, 3000, 0, 0, 0));
    }

    @Test
    void failsAllWorkersWhenOneFails() {
        // Given
        TransferFixture fixture = TransferFixture.with("""
                        create table source (id int primary key, v text);
                        create table target (id int primary key, v int);
                        insert into source select i, case when i = 9000 then 'x' else '1' end
                        from generate_series(1, 20000) i;
                        """)
                .settings(TransferFixture.TINY.withWorkers(2))
                .plan(transfer("rows").copy("id", "v"));

        // When
        assertThatThrownBy(fixture::run)
                // Then
                .hasMessageContaining("rows {\"id\": 9000}");
        assertThat(fixture.number("select count(*) from stopover.extent where not done"))
                .isPositive();
    }

    private static CompletableFuture<Void> inBackground(TransferFixture fixture) {
        return CompletableFuture.runAsync(() -> {
            try {
                fixture.run();
            } catch (SQLException e) {
                throw new CompletionException(e);
            }
        });
    }

    private static Connection writer(TransferFixture fixture) throws SQLException {
        Connection connection = fixture.database.open("writer");
        connection.setAutoCommit(false);
        return connection;
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
