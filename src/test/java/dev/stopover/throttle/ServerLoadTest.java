package dev.stopover.throttle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.stopover.database.Database;
import dev.stopover.plan.LoadReading;
import dev.stopover.testing.TestServer;
import dev.stopover.transfer.TransferBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;
import org.postgresql.replication.LogSequenceNumber;
import org.postgresql.replication.PGReplicationStream;

/** The reasons that need servers of their own: an archiver that does not archive, a standby that lags, autovacuum. */
@Timeout(120)
class ServerLoadTest {
    @TempDir
    Path folder;

    private Servers servers;

    @BeforeEach
    void start() throws IOException {
        servers = new Servers(folder);
    }

    @AfterEach
    void stop() throws IOException {
        servers.close();
    }

    @Test
    void waitsUntilTheStandbyHasCaughtUp() throws Exception {
        // Given
        Database standby = servers.standby();
        servers.execute("create table t (id int)");
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            servers.execute("insert into t values (1)");
            return servers.one("select replay_lag is not null from pg_stat_replication")
                    .equals("t");
        });
        TestServer.execute(standby, "select pg_wal_replay_pause()");
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            servers.execute("insert into t values (2)");
            return servers.one("select replay_lag > interval '2 seconds' from pg_stat_replication")
                    .equals("t");
        });
        try (Held held = new Held(servers.database, Held.only(LoadReading.REPLICATION_LAG, 1_000))) {
            // When
            CompletableFuture<Void> next = held.next();
            await().until(() -> !held.verdicts.isEmpty());
            boolean waits = !next.isDone();
            TestServer.execute(standby, "select pg_wal_replay_resume()");
            next.get();

            // Then
            assertThat(waits).isTrue();
            assertThat(held.verdicts.get(0).reason()).matches("standby web2 is \\d+\\.\\d s behind, more than 1\\.0 s");
        }
    }

    @Test
    void waitsForAStandbyThatIsFarBehindAndSilent() throws Exception {
        // Given: it has said once where it is, and applies nothing of what comes after that
        LogSequenceNumber start = LogSequenceNumber.valueOf(servers.one("select pg_current_wal_lsn()"));
        CompletableFuture<Void> first;
        CompletableFuture<Void> next;
        try (Held held = new Held(servers.database, Held.only(LoadReading.REPLICATION_LAG, 1_000))) {
            try (Connection connection = servers.replication("web3");
                    PGReplicationStream stream = connection
                            .unwrap(PGConnection.class)
                            .getReplicationAPI()
                            .replicationStream()
                            .physical()
                            .withStartPosition(start)
                            .start()) {
                stream.setFlushedLSN(start);
                stream.setAppliedLSN(start);
                stream.forceUpdateStatus();
                servers.execute("create table t as select i, repeat('x', 1000) from generate_series(1, 80000) i");

                // When
                first = held.next();
                await().atMost(Duration.ofSeconds(30)).until(() -> !held.verdicts.isEmpty());
                next = held.next();
                assertThat(next).isNotDone();
            }
            first.get();
            next.get();

            // Then
            assertThat(held.verdicts.get(0).reason())
                    .matches("standby web3 is (more than 64 MB|\\d+\\.\\d s) behind, .*");
        }
    }

    @Test
    void waitsUntilTheArchiverHasCaughtUp() throws SQLException {
        // Given
        archiveWith("/bin/false");
        servers.execute("create table t (id int)");
        for (int i = 0; i < 3; i++) {
            servers.execute("insert into t values (1)");
            servers.execute("select pg_switch_wal()");
        }
        try (Held held = new Held(servers.database, Held.only(LoadReading.ARCHIVE_BACKLOG, 2))) {
            // When
            CompletableFuture<Void> next = held.next();
            await().until(() -> !held.verdicts.isEmpty());
            boolean waits = !next.isDone();
            archiveWith("/bin/true");
            servers.execute("select pg_switch_wal()");
            next.join();

            // Then
            assertThat(waits).isTrue();
            assertThat(held.verdicts.get(0).reason()).isEqualTo("3 WAL files wait to be archived, more than 2");
        }
    }

    @Test
    void saysThatNobodyArchives() throws SQLException {
        // Given
        servers.execute("create table t (id int)");
        servers.execute("select pg_switch_wal()");
        try (Held held = new Held(servers.database, Held.only(LoadReading.ARCHIVE_BACKLOG, 0))) {
            // When
            CompletableFuture<Void> next = held.next();
            await().until(() -> !held.verdicts.isEmpty());
            boolean waits = !next.isDone();

            // Then
            assertThat(waits).isTrue();
            assertThat(held.verdicts.get(0).reason())
                    .matches("\\d+ WAL files wait to be archived, more than 0, and archive_command is empty");
        }
    }

    @Test
    void goesSlowerWhileAutovacuumWorks() {
        // Given
        servers.execute("""
                create table t (id bigint, filler text)
                with (autovacuum_vacuum_cost_delay = 100, autovacuum_vacuum_cost_limit = 1,
                  autovacuum_vacuum_threshold = 1, autovacuum_vacuum_scale_factor = 0);
                insert into t select i, repeat('x', 500) from generate_series(1, 20000) i;
                delete from t where id % 2 = 0;
                """);
        await().atMost(Duration.ofMinutes(1)).until(() -> servers.one("""
                        select count(*)
                        from pg_stat_progress_vacuum p
                        join pg_stat_activity a using (pid)
                        where a.backend_type = 'autovacuum worker'
                          and p.relid = 't'::regclass
                        """).equals("1"));
        try (Held held = new Held(
                servers.database,
                Held.only(LoadReading.AUTOVACUUM, 0),
                TransferBuilder.transfer("move")
                        .from("elsewhere", "e")
                        .into("t")
                        .build())) {
            // When
            held.next().join();

            // Then
            assertThat(held.verdicts).singleElement().satisfies(verdict -> {
                assertThat(verdict.slows()).isTrue();
                assertThat(verdict.reason()).isEqualTo("a vacuum works on t");
            });
        }
    }

    private void archiveWith(String command) throws SQLException {
        servers.execute("alter system set archive_command = '" + command + "'");
        servers.execute("select pg_reload_conf()");
        await().until(() -> servers.one("show archive_command").equals(command));
    }
}
