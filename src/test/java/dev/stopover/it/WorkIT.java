package dev.stopover.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stopover.database.Database;
import dev.stopover.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A runner and two further workers in processes of their own, which stand still in chunks of different extents until the
 * test lets go of a lock.
 */
class WorkIT {
    private static final long LOCK = 4_712;

    @TempDir
    Path plan;

    private final Database database = TestServer.newDatabase();

    @BeforeEach
    void prepare() throws IOException {
        Files.writeString(plan.resolve("plan.yaml"), """
                plan: many
                baseline: 1
                live: false
                throttle: { active-sessions: none, lock-waits: none }
                phases:
                  - name: migrate
                    kind: migrate
                    transfers:
                      - name: move
                        from: source s
                        into: target
                        columns: { id: s.id, filler: s.filler }
                """);
        TestServer.execute(database, """
                create table source (id integer primary key, filler text not null);
                create table target (id integer primary key, filler text not null);
                insert into source select i, repeat('x', 1000) from generate_series(1, 40000) i;
                analyze source;
                """);
        TestServer.execute(database, """
                create function hold() returns trigger language plpgsql as $$
                begin
                  perform pg_advisory_xact_lock_shared(%d);
                  return null;
                end $$;
                create trigger hold after insert on target for each statement execute function hold();
                """.formatted(LOCK));
    }

    @Test
    void nothingIsLostOrDoubledWhenAWorkerAndTheRunnerAreKilledInTheirChunks() throws Exception {
        // Given
        try (Connection holder = database.connect("holder");
                Statement statement = holder.createStatement();
                StopoverProcess runner = start("migrate")) {
            statement.execute("select pg_advisory_lock(" + LOCK + ")");
            try (StopoverProcess victim = start("work", "--wait-for-run=2m");
                    StopoverProcess survivor = start("work", "--wait-for-run=2m")) {
                await().atMost(Duration.ofSeconds(90)).until(() -> held() >= 3);

                // When
                victim.kill();
                runner.kill();
                victim.await();
                runner.await();
                try (StopoverProcess next = start("migrate")) {
                    await().atMost(Duration.ofSeconds(90))
                            .until(() -> workersOfRuns().contains("2"));
                    JsonNode status = new ObjectMapper()
                            .readTree(StopoverProcess.run(
                                            database, "status", "--plan", plan.toString(), "--output", "json")
                                    .stdout());
                    statement.execute("select pg_advisory_unlock(" + LOCK + ")");
                    StopoverProcess.Result migrated = next.await();
                    StopoverProcess.Result worked = survivor.await();

                    // Then
                    assertThat(migrated.exitCode()).as(migrated.stderr()).isZero();
                    assertThat(worked.exitCode()).as(worked.stderr()).isZero();
                    assertThat(worked.stdout()).contains("all transfers are copied");
                    assertThat(status.at("/plans/0/workers/0/state").asText()).isEqualTo("working");
                }
            }
        }
        assertThat(Massava.one(database, "select count(*) from target t join source s using (id, filler)"))
                .isEqualTo("40000");
        assertThat(Massava.one(database, "select sum(inserted) || ' ' || sum(read) from stopover.extent"))
                .isEqualTo("40000 40000");
        assertThat(workersOfRuns()).containsExactly("1", "1", "2");
    }

    @Test
    void aWorkerStopsWithinTwoSecondsAndTheRunGoesOnWithoutIt() throws SQLException {
        // Given
        try (Connection holder = database.connect("holder");
                Statement statement = holder.createStatement();
                StopoverProcess runner = start("migrate");
                StopoverProcess worker = start("work")) {
            statement.execute("select pg_advisory_lock(" + LOCK + ")");
            await().atMost(Duration.ofSeconds(90)).until(() -> held() >= 2);

            // When
            long sent = System.nanoTime();
            worker.signal("TERM");
            StopoverProcess.Result stopped = worker.await();
            Duration took = Duration.ofNanos(System.nanoTime() - sent);
            statement.execute("select pg_advisory_unlock(" + LOCK + ")");
            StopoverProcess.Result migrated = runner.await();

            // Then
            assertThat(stopped.exitCode()).as(stopped.stderr()).isEqualTo(143);
            assertThat(took).isLessThan(Duration.ofSeconds(2));
            assertThat(migrated.exitCode()).as(migrated.stderr()).isZero();
            assertThat(Massava.one(database, "select count(*) from target")).isEqualTo("40000");
        }
    }

    @Test
    void aWorkerEndsWhenThereIsNoRunToWaitFor() {
        // When
        StopoverProcess.Result result = start("work", "--wait-for-run=0s").await();

        // Then
        assertThat(result.exitCode()).as(result.stderr()).isZero();
        assertThat(result.stdout()).contains("no run of plan many is at work");
    }

    private StopoverProcess start(String command, String... more) {
        String[] arguments = new String[more.length + 3];
        arguments[0] = command;
        arguments[1] = "--plan";
        arguments[2] = plan.toString();
        System.arraycopy(more, 0, arguments, 3, more.length);
        return StopoverProcess.start(database, arguments);
    }

    /** How many processes stand still in a chunk. */
    private long held() {
        return Long.parseLong(Massava.one(
                database,
                "select count(*) from pg_locks where locktype = 'advisory' and objid = " + LOCK
                        + " and not granted and database = (select oid from pg_database where datname ="
                        + " current_database())"));
    }

    private List<String> workersOfRuns() {
        return Massava.column(database, "select run_id from stopover.worker order by id");
    }
}
