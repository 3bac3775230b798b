package dev.stopover.run;

import dev.stopover.check.EntityReader;
import dev.stopover.database.Database;
import dev.stopover.database.StopSignal;
import dev.stopover.plan.Check;
import dev.stopover.plan.Phase;
import dev.stopover.plan.PhaseKind;
import dev.stopover.plan.Plan;
import dev.stopover.plan.Position;
import dev.stopover.plan.Risk;
import dev.stopover.plan.Script;
import dev.stopover.plan.TableName;
import dev.stopover.plan.Transfer;
import dev.stopover.plan.Tripwires;
import dev.stopover.plan.Version;
import dev.stopover.testing.TestServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A small plan over a database of its own, and a runner for it. */
final class Trip {
    static final String TABLES = "create table a (id int primary key); create table b (id int primary key);"
            + " insert into a select generate_series(1, 10);";
    private static final Position START = new Position("plan.yaml", 1, 1);

    final Database database = TestServer.newDatabase();
    final RunProgress progress = new RunProgress(new RunView(
            "trip",
            Optional.empty(),
            "",
            Optional.empty(),
            "",
            RunView.Progress.NONE,
            Optional.empty(),
            List.of(),
            false));

    RunResult migrate(Plan plan) {
        return migrate(plan, RunSettings.DEFAULT);
    }

    RunResult migrate(Plan plan, RunSettings settings) {
        EntityReader none = (unit, within) -> new EntityReader.Reading(0, List.of());
        return new PlanRunner(
                        database,
                        settings,
                        new RunContext("test", "here"),
                        new ProgressReporter(progress),
                        new StopSignal(),
                        none)
                .migrate(plan, Optional.empty());
    }

    void execute(String sql) {
        TestServer.execute(database, sql);
    }

    List<String> texts(String sql) throws SQLException {
        try (Connection connection = database.connect("test");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        }
    }

    /** Whether a session of the runner waits for an advisory lock, as the triggers of a test make it. */
    boolean isHeld() throws SQLException {
        return texts("""
                select 1
                from pg_stat_activity
                where datname = current_database()
                  and application_name like 'stopover trip%'
                  and wait_event = 'advisory'
                """).size() > 0;
    }

    static Plan plan(String hash, Phase... phases) {
        return new Plan("trip", "Trip", Optional.empty(), true, List.of(phases), Tripwires.DEFAULT, hash);
    }

    /** A plan that begins with what is in the database. */
    static Plan planFromExisting(String hash, Phase... phases) {
        return new Plan("trip", "Trip", Optional.of(Version.of("0")), true, List.of(phases), Tripwires.DEFAULT, hash);
    }

    static Phase phase(String name, String sql, Transfer... transfers) {
        return phase(name, List.of(script("1", name, sql)), List.of(transfers), List.of());
    }

    static Phase phase(String name, List<Script> scripts, List<Transfer> transfers, List<Check> checks) {
        return new Phase(
                name,
                PhaseKind.EXPAND,
                name,
                Risk.LOW,
                Optional.empty(),
                false,
                Duration.ZERO,
                Set.of(),
                false,
                scripts,
                transfers,
                checks,
                List.of(),
                List.of(),
                START);
    }

    static Script script(String version, String phase, String sql) {
        return new Script(Version.of(version), "all", phase + "/V" + version + "__all.sql", sql, Optional.empty());
    }

    static Transfer transfer(String id) {
        return new Transfer(
                "move",
                new TableName(Optional.empty(), "a"),
                "s",
                List.of(),
                List.of(),
                List.of(),
                new TableName(Optional.empty(), "b"),
                Map.of("id", id),
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                START);
    }
}
