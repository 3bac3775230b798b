package dev.stopover.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.stopover.database.Database;
import dev.stopover.database.StopSignal;
import dev.stopover.failure.ExitCode;
import dev.stopover.failure.StoppedException;
import dev.stopover.history.CheckResult;
import dev.stopover.history.Epoch;
import dev.stopover.history.FencedException;
import dev.stopover.plan.Bound;
import dev.stopover.plan.Check;
import dev.stopover.plan.Phase;
import dev.stopover.testing.TestServer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CheckRunnerTest {
    private static final Phase PHASE = CheckFixture.phase(
            List.of(),
            List.of(
                    new Check.Sql("holds", "select 1", new Bound.Expect("1")),
                    new Check.Sql("does not", "select 2", new Bound.Expect("1"))));

    private Database database;

    @BeforeEach
    void createHistory() throws IOException {
        database = TestServer.newDatabase();
        try (InputStream script = CheckRunnerTest.class.getResourceAsStream("/db/stopover/V1__history.sql")) {
            TestServer.execute(
                    database, "create schema stopover;" + new String(script.readAllBytes(), StandardCharsets.UTF_8));
        }
        TestServer.execute(database, """
                insert into stopover.plan values ('shop', '', 1, '0');
                insert into stopover.run (plan, epoch, state, plan_hash, target_phase, program_version, host,
                  system_identifier, database_name, database_oid)
                values ('shop', 1, 'running', '0', 'migrate', '0', '', '', '', 0);
                """);
    }

    @Test
    void recordsEveryResult() throws SQLException {
        // Given
        List<String> heard = new ArrayList<>();
        CheckListener listener = new CheckListener() {
            @Override
            public void started(String name, String kind) {
                heard.add("started " + name);
            }

            @Override
            public void finished(CheckResult result) {
                heard.add("finished " + result.name());
            }
        };

        // When
        List<CheckResult> results = runner(new StopSignal(), listener).run(CheckFixture.plan(PHASE), PHASE);

        // Then
        assertThat(results).extracting(CheckResult::passed).containsExactly(true, false);
        assertThat(recorded()).containsExactly("1 shop migrate holds sql t 1 1", "1 shop migrate does not sql f 1 2");
        assertThat(heard).containsExactly("started holds", "finished holds", "started does not", "finished does not");
    }

    @Test
    void recordsNothingOnceAnotherRunnerTookOver() {
        // Given
        TestServer.execute(database, "update stopover.plan set epoch = 2");

        // When / Then
        assertThatThrownBy(() -> runner(new StopSignal(), CheckListener.NONE).run(CheckFixture.plan(PHASE), PHASE))
                .isInstanceOf(FencedException.class);
        assertThat(recorded()).isEmpty();
    }

    @Test
    void evaluatesWithoutHistory() throws SQLException {
        // Given
        TestServer.execute(database, "drop schema stopover cascade");

        // When
        List<CheckResult> results = new Checks(database, new StopSignal(), EntityReader.UNAVAILABLE, CheckListener.NONE)
                .evaluate(CheckFixture.plan(PHASE), PHASE);

        // Then
        assertThat(results).extracting(CheckResult::passed).containsExactly(true, false);
    }

    @Test
    void stopsInTheMiddleOfAStatement() throws Exception {
        // Given
        StopSignal stop = new StopSignal();
        Phase slow = CheckFixture.phase(
                List.of(), List.of(new Check.Sql("slow", "select pg_sleep(60)::text", new Bound.Expect(""))));
        CompletableFuture<List<CheckResult>> run = CompletableFuture.supplyAsync(() -> {
            try {
                return runner(stop, CheckListener.NONE).run(CheckFixture.plan(slow), slow);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
        await().until(() -> !rows("select pid from pg_stat_activity where query like 'select pg_sleep(60)%'")
                .isEmpty());

        // When
        stop.stop(ExitCode.TERMINATED);

        // Then
        assertThatThrownBy(() -> run.get(2, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(StoppedException.class);
        assertThat(recorded()).isEmpty();
    }

    @Test
    void throwsWhenTheConnectionIsLost() {
        // Given
        Phase lost = CheckFixture.phase(
                List.of(),
                List.of(new Check.Sql(
                        "lost", "select pg_terminate_backend(pg_backend_pid())", new Bound.Expect("true"))));

        // When / Then
        assertThatThrownBy(() -> runner(new StopSignal(), CheckListener.NONE).run(CheckFixture.plan(lost), lost))
                .isInstanceOf(SQLException.class);
        assertThat(recorded()).isEmpty();
    }

    private CheckRunner runner(StopSignal stop, CheckListener listener) {
        return new CheckRunner(database, new Epoch("shop", 1, 1), stop, EntityReader.UNAVAILABLE, listener);
    }

    private List<String> recorded() {
        return rows("select concat_ws(' ', run_id, plan, phase, name, kind, passed, expected, actual) "
                + "from stopover.check_result where took > interval '0' order by id");
    }

    private List<String> rows(String sql) {
        try (Connection connection = database.connect("test");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}
