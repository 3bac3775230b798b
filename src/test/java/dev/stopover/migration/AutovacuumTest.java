package dev.stopover.migration;

import static dev.stopover.migration.MigrationStage.phase;
import static dev.stopover.migration.MigrationStage.plan;
import static dev.stopover.migration.MigrationStage.script;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.stopover.database.Database;
import dev.stopover.database.DatabaseSettings;
import dev.stopover.plan.Phase;
import dev.stopover.plan.Script;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On a server of its own, whose autovacuum starts within a second and then takes its time. */
class AutovacuumTest {
    private static final MigrationSettings SETTINGS =
            new MigrationSettings(Duration.ofMillis(400), Duration.ofSeconds(30), Duration.ZERO, Duration.ZERO);

    private EmbeddedPostgres server;

    @BeforeEach
    void startServer() throws IOException {
        server = EmbeddedPostgres.builder()
                .setServerConfig("autovacuum_naptime", "1s")
                .setServerConfig("deadlock_timeout", "600ms")
                .setServerConfig("fsync", "off")
                .start();
    }

    @AfterEach
    void stopServer() throws IOException {
        server.close();
    }

    @Test
    void waitsLongEnoughOnceForAutovacuumToGiveWay() throws Exception {
        // Given
        MigrationStage stage = new MigrationStage(new Database(new DatabaseSettings(
                "localhost:" + server.getPort(), "postgres", "postgres", Optional.empty(), Map.of())));
        Script table = script("expand/V1__t.sql", """
                create table t (id bigint, filler text)
                with (autovacuum_vacuum_cost_delay = 100, autovacuum_vacuum_cost_limit = 1,
                  autovacuum_vacuum_threshold = 1, autovacuum_vacuum_scale_factor = 0);
                insert into t select i, repeat('x', 500) from generate_series(1, 20000) i;
                """);
        Script alter = script("expand/V2__a.sql", "alter table t add column name text;");
        stage.migrate(table);
        stage.execute("delete from t where id % 2 = 0");
        await().atMost(Duration.ofMinutes(1)).until(() -> !stage.texts("""
                                select 1
                                from pg_locks l
                                join pg_stat_activity a using (pid)
                                where l.relation = 't'::regclass
                                  and a.backend_type = 'autovacuum worker'
                                """).isEmpty());
        Phase phase = phase("expand", table, alter);

        // When
        stage.runner(SETTINGS).run(plan(Optional.empty(), phase), phase);

        // Then
        assertThat(stage.heard.events.stream().filter("retry 2"::equals)).hasSize(1);
        assertThat(stage.heard.blockers.get(0)).contains("autovacuum worker").contains("VACUUM");
        assertThat(stage.history()).hasSize(2);
    }
}
