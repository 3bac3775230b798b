package dev.stopover.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.stopover.database.Database;
import dev.stopover.testing.TestServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

/**
 * A point at which the database lets a process stand still, so that it can be killed just there.
 *
 * @param create makes the trigger "hold", which calls public.hold() or public.hold_ddl()
 * @param drop takes it away again
 */
record Hold(String create, String drop) {
    private static final long LOCK = 4_711;

    private static final String FUNCTIONS = """
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

    /** Before commands with these tags. */
    static Hold before(String... tags) {
        return new Hold(
                "create event trigger hold on ddl_command_start when tag in ('" + String.join("', '", tags)
                        + "') execute function public.hold_ddl()",
                "drop event trigger hold");
    }

    /** Where a trigger on a table fires. */
    static Hold on(String table, String when, String condition) {
        return new Hold(
                "create trigger hold " + when + " on " + table + condition + " execute function public.hold()",
                "drop trigger hold on " + table);
    }

    /** Starts the command, and kills it when it stands there; nothing of the hold is left then. */
    void kill(Database database, List<String> command) throws SQLException {
        TestServer.execute(database, FUNCTIONS);
        TestServer.execute(database, create);
        try (Connection holder = database.connect("holder");
                Statement statement = holder.createStatement()) {
            statement.execute("select pg_advisory_lock(" + LOCK + ")");
            try (StopoverProcess victim = StopoverProcess.start(database, command.toArray(String[]::new))) {
                await().atMost(Duration.ofSeconds(60)).until(() -> isHeld(database) || !victim.isAlive());
                assertThat(victim.isAlive()).as("reached %s", create).isTrue();
                victim.kill();
                victim.await();
            }
        }
        TestServer.execute(database, drop);
        TestServer.execute(database, "drop function public.hold; drop function public.hold_ddl");
    }

    private static boolean isHeld(Database database) {
        return Massava.one(database, """
                select exists (
                  select
                  from pg_locks
                  where locktype = 'advisory'
                    and objid = %d
                    and not granted
                    and database = (select oid from pg_database where datname = current_database()))
                """.formatted(LOCK)).equals("t");
    }
}
