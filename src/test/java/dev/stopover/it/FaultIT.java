package dev.stopover.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.stopover.database.Database;
import dev.stopover.testing.TestServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
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
    private static final long LOCK = 4_711;

    /** Where the runner dies, and the trigger that holds it there. */
    enum Fault {
        BEFORE_A_SCRIPT("""
                create event trigger hold on ddl_command_start
                when tag in ('CREATE TYPE', 'CREATE TABLE')
                execute function public.hold_ddl();
                """),
        AFTER_A_SCRIPT("""
                create trigger hold after insert on flyway_schema_history
                for each row when (new.version = '3') execute function public.hold();
                """),
        INSIDE_A_CHUNK("""
                create trigger hold before insert on new_bookings
                for each row when (new.id like '%7') execute function public.hold();
                """),
        AFTER_THE_CHUNKS_INSERT("""
                create trigger hold after insert on new_bookings
                for each statement execute function public.hold();
                """),
        BEFORE_THE_CHUNKS_COMMIT("""
                create constraint trigger hold after insert on new_bookings
                deferrable initially deferred
                for each row when (new.id like '%7') execute function public.hold();
                """),
        BETWEEN_PHASES("""
                create trigger hold before update on stopover.phase
                for each row when (new.name = 'cutover' and new.state = 'running') execute function public.hold();
                """),
        DURING_THE_CHECKS("""
                create trigger hold before insert on stopover.check_result
                for each row when (new.name like '%bookings%') execute function public.hold();
                """);

        private final String trigger;

        Fault(String trigger) {
            this.trigger = trigger;
        }

        private String table() {
            return switch (this) {
                case BEFORE_A_SCRIPT -> "pg_catalog.pg_class";
                case AFTER_A_SCRIPT -> "public.flyway_schema_history";
                case INSIDE_A_CHUNK, AFTER_THE_CHUNKS_INSERT, BEFORE_THE_CHUNKS_COMMIT -> "public.new_bookings";
                case BETWEEN_PHASES -> "stopover.phase";
                case DURING_THE_CHECKS -> "stopover.check_result";
            };
        }

        private String drop() {
            return this == BEFORE_A_SCRIPT ? "drop event trigger hold" : "drop trigger hold on " + table();
        }

        /** How far an undisturbed run goes before the trigger is made. */
        private String prepareUpTo() {
            return switch (this) {
                case BEFORE_A_SCRIPT, AFTER_A_SCRIPT -> "";
                case INSIDE_A_CHUNK,
                        AFTER_THE_CHUNKS_INSERT,
                        BEFORE_THE_CHUNKS_COMMIT,
                        BETWEEN_PHASES,
                        DURING_THE_CHECKS -> "expand";
            };
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
        } else if (!fault.prepareUpTo().isEmpty()) {
            assertThat(StopoverProcess.run(database, "migrate", "--plan", "massava", "--to", fault.prepareUpTo())
                            .exitCode())
                    .isZero();
        }
        TestServer.execute(database, holdFunctions());
        TestServer.execute(database, fault.trigger);
        try (Connection holder = database.connect("holder");
                Statement statement = holder.createStatement()) {
            statement.execute("select pg_advisory_lock(" + LOCK + ")");
            try (StopoverProcess victim =
                    StopoverProcess.start(database, "migrate", "--plan", "massava", "--to", "cutover")) {
                await().atMost(Duration.ofSeconds(60)).until(() -> isHeld(database) || !victim.isAlive());
                assertThat(victim.isAlive()).as("reached %s", fault).isTrue();

                // When
                victim.kill();
                victim.await();
            }
        }
        TestServer.execute(database, fault.drop());
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

    private static boolean isHeld(Database database) {
        return Massava.one(
                        database,
                        "select exists (select from pg_locks where locktype = 'advisory' and objid = " + LOCK
                                + " and not granted and database = (select oid from pg_database where datname ="
                                + " current_database()))")
                .equals("t");
    }

    private static String holdFunctions() {
        return """
        create function public.hold() returns trigger language plpgsql as $$
        begin
          perform pg_advisory_xact_lock(%1$d);
          return new;
        end $$;
        create function public.hold_ddl() returns event_trigger language plpgsql as $$
        begin
          perform pg_advisory_xact_lock(%1$d);
        end $$;
        """.formatted(LOCK);
    }
}
