package dev.stopover.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stopover.database.Database;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Kills the runner with {@code kill -9} at each instant that matters. The instant is held from inside the database: a
 * trigger waits for an advisory lock that the test has, so that the process stands still exactly there.
 */
class FaultIT {
    /** Where the runner dies, and how far an undisturbed run goes before. */
    enum Fault {
        BEFORE_A_SCRIPT("", Hold.before("CREATE TYPE", "CREATE TABLE")),
        AFTER_A_SCRIPT(
                "", Hold.on("public.flyway_schema_history", "after insert", " for each row when (new.version = '3')")),
        INSIDE_A_CHUNK(
                "expand", Hold.on("public.new_bookings", "before insert", " for each row when (new.id like '%7')")),
        AFTER_THE_CHUNKS_INSERT("expand", Hold.on("public.new_bookings", "after insert", " for each statement")),
        BEFORE_THE_CHUNKS_COMMIT("expand", new Hold("""
                        create constraint trigger hold after insert on new_bookings
                        deferrable initially deferred
                        for each row when (new.id like '%7') execute function public.hold()
                        """, "drop trigger hold on new_bookings")),
        BETWEEN_PHASES(
                "expand",
                Hold.on(
                        "stopover.phase",
                        "before update",
                        " for each row when (new.name = 'cutover' and new.state = 'running')")),
        DURING_THE_CHECKS(
                "expand",
                Hold.on("stopover.check_result", "before insert", " for each row when (new.name like '%bookings%')"));

        private final String prepareUpTo;
        private final String create;
        private final String drop;

        Fault(String prepareUpTo, Hold hold) {
            this.prepareUpTo = prepareUpTo;
            this.create = hold.create();
            this.drop = hold.drop();
        }

        private Hold hold() {
            return new Hold(create, drop);
        }
    }

    private static Map<String, String> undisturbed = Map.of();

    @BeforeAll
    static void runOnceUndisturbed() {
        Database database = Massava.database(10);
        assertThat(StopoverProcess.run(database, "migrate", "--plan", "massava", "--to", "cutover"))
                .satisfies(result ->
                        assertThat(result.exitCode()).as(result.stderr()).isZero());
        undisturbed = Massava.contents(database);
    }

    @ParameterizedTest
    @EnumSource
    void theNextRunCompletesAfterAKill(Fault fault) throws SQLException {
        // Given
        Database database = Massava.database(10);
        if (fault == Fault.AFTER_A_SCRIPT) {
            createHistoryTable(database);
        } else if (!fault.prepareUpTo.isEmpty()) {
            assertThat(StopoverProcess.run(database, "migrate", "--plan", "massava", "--to", fault.prepareUpTo)
                            .exitCode())
                    .isZero();
        }

        // When
        fault.hold().kill(database, List.of("migrate", "--plan", "massava", "--to", "cutover"));
        StopoverProcess.Result next = StopoverProcess.run(database, "migrate", "--plan", "massava", "--to", "cutover");

        // Then
        assertThat(next.exitCode()).as(next.stderr()).isZero();
        assertThat(Massava.contents(database)).isEqualTo(undisturbed);
        assertThat(Massava.one(
                        database, "select bool_and(state = 'completed') from stopover.phase where name <> 'contract'"))
                .isEqualTo("t");
    }

    /** Stock Flyway's table, so that a trigger can be put on it before the runner's first script. */
    private static void createHistoryTable(Database database) {
        Flyway.configure()
                .dataSource(database.settings().jdbcUrl(), database.settings().user(), "")
                .baselineVersion("1")
                .load()
                .baseline();
    }
}
