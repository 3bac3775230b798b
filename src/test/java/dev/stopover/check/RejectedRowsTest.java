package dev.stopover.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stopover.database.Database;
import dev.stopover.database.StopSignal;
import dev.stopover.history.CheckResult;
import dev.stopover.plan.Check;
import dev.stopover.plan.Plan;
import dev.stopover.plan.Transfer;
import dev.stopover.plan.Tripwires;
import dev.stopover.testing.TestServer;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rows that are recorded as rejected neither fail a check nor hide what does. */
class RejectedRowsTest {
    private static final Transfer ROWS = CheckFixture.transfer("rows", "source", "target", "id=s.id::int", "n=s.n::int")
            .where("s.gone::boolean is not true")
            .done();

    private Database database;

    @BeforeEach
    void moveAllButTheRejectedRows() throws Exception {
        database = TestServer.newDatabase();
        try (InputStream script = CheckRunnerTest.class.getResourceAsStream("/db/stopover/V1__history.sql")) {
            TestServer.execute(
                    database, "create schema stopover;" + new String(script.readAllBytes(), StandardCharsets.UTF_8));
        }
        TestServer.execute(database, """
                create table source (id text primary key, n text, gone text);
                create table target (id int primary key, n int);
                insert into source select i::text, i::text from generate_series(1, 1000) i;
                insert into source values ('x1', '1', null), ('2000', 'x2', null), ('2001', '1', 'maybe');
                insert into target select i, i from generate_series(1, 1000) i;
                update target set n = 0 where id = 7;
                insert into stopover.plan values ('shop', '', 1, '');
                insert into stopover.run (plan, epoch, state, plan_hash, target_phase, program_version, host,
                  system_identifier, database_name, database_oid)
                values ('shop', 1, 'running', '', '', '', '', '', '', 0);
                insert into stopover.transfer (plan, phase, name, definition) values ('shop', 'migrate', 'rows', '');
                insert into stopover.reject (transfer_id, run_id, source_key, sqlstate, error) values
                  (1, 1, '{"id": "x1"}', '22P02', ''), (1, 1, '{"id": "2000"}', '22P02', ''),
                  (1, 1, '{"id": "2001"}', '22P02', ''), (1, 1, '{"id": "7"}', '23505', '');
                """);
        CheckFixture.createMap(database, List.of(ROWS), "rows");
        TestServer.execute(
                database, "insert into stopover.map_shop_rows select i::text, i from generate_series(1, 1000) i");
    }

    @Test
    void areLeftOutAndCountedInTheDetail() throws SQLException {
        // When
        List<CheckResult> results = evaluate();

        // Then
        assertThat(results).allSatisfy(result -> {
            assertThat(result.passed()).as(result.toString()).isTrue();
            assertThat(result.detail()).contains("4 rejected rows are left out.");
        });
        assertThat(results).extracting(CheckResult::kind).containsExactly("count", "equal", "checksum");
    }

    @Test
    void doNotHideARowThatIsMissing() throws SQLException {
        // Given
        TestServer.execute(database, "delete from target where id = 8");

        // When
        List<CheckResult> results = evaluate();

        // Then
        assertThat(results).noneMatch(CheckResult::passed);
        assertThat(results.get(0).keys()).containsExactly("id=8 is not there");
        assertThat(results.get(1).keys()).containsExactly("id=8: not in public.target");
    }

    @Test
    void doNotHideARowThatComesFromNowhere() throws SQLException {
        // Given
        TestServer.execute(database, "insert into target values (3000, 1)");

        // When
        CheckResult count = evaluate().get(0);

        // Then
        assertThat(count.passed()).isFalse();
        assertThat(count.keys()).containsExactly("id=3000 comes from no source row");
    }

    @Test
    void failChecksAgainOnceTheyAreResolved() throws SQLException {
        // Given
        TestServer.execute(database, """
                delete from source where id in ('x1', '2000', '2001');
                update stopover.reject set resolved_at = now();
                """);

        // When
        List<CheckResult> results = evaluate();

        // Then
        assertThat(results).extracting(CheckResult::passed).containsExactly(true, false, false);
        assertThat(results.get(1).keys()).containsExactly("id=7: n");
    }

    private List<CheckResult> evaluate() throws SQLException {
        var phase = CheckFixture.phase(List.of(ROWS), List.of(new Check.Checksum("sum", "rows")));
        return new Checks(database, new StopSignal(), EntityReader.UNAVAILABLE, CheckListener.NONE)
                .evaluate(new Plan("shop", "", Optional.empty(), false, List.of(phase), Tripwires.DEFAULT, "0"), phase);
    }
}
