package dev.stopover.migration;

import dev.stopover.database.Database;
import dev.stopover.database.StopSignal;
import dev.stopover.history.Epoch;
import dev.stopover.plan.Phase;
import dev.stopover.plan.PhaseKind;
import dev.stopover.plan.Plan;
import dev.stopover.plan.Position;
import dev.stopover.plan.Risk;
import dev.stopover.plan.Script;
import dev.stopover.plan.Tripwires;
import dev.stopover.plan.Version;
import dev.stopover.testing.TestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A database with Stopover's own schema and one run, and plans made on the spot. */
final class MigrationStage {
    static final MigrationSettings QUICK = new MigrationSettings(
            Duration.ofMillis(300), Duration.ofSeconds(20), Duration.ZERO, Duration.ofSeconds(20));

    final Database database;
    final Epoch epoch = new Epoch("trip", 1, 1);
    final StopSignal stop = new StopSignal();
    final RecordingListener heard = new RecordingListener();

    MigrationStage() {
        this(TestServer.newDatabase());
    }

    MigrationStage(Database database) {
        this.database = database;
        TestServer.execute(database, "create schema stopover");
        TestServer.execute(database, resource("/db/stopover/V1__history.sql"));
        TestServer.execute(database, """
                insert into stopover.plan (name, title, epoch, hash)
                values ('trip', 'Trip', 1, '');
                insert into stopover.run (plan, epoch, state, plan_hash, target_phase, program_version, host,
                  system_identifier, database_name, database_oid)
                values ('trip', 1, 'running', '', 'expand', '', '', '', '', 0);
                create table stopover.journalled (entry text);
                create function stopover.journalled() returns trigger language plpgsql as $$
                begin
                  insert into stopover.journalled
                  values (new.version || '.' || new.position || ' ' || new.state);
                  return new;
                end $$;
                create trigger journalled after insert or update on stopover.statement
                for each row when (new.state = 'done')
                execute function stopover.journalled();
                """);
    }

    static Script script(String file, String sql) {
        String name = file.substring(file.lastIndexOf('/') + 1).replace(".sql", "");
        String[] parts = name.substring(1).split("__", 2);
        return new Script(Version.of(parts[0]), parts[1].replace('_', ' '), file, sql, Optional.empty());
    }

    static Phase phase(String name, Script... scripts) {
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
                Arrays.asList(scripts),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                new Position("plan.yaml", 1, 1));
    }

    static Plan plan(Optional<String> baseline, Phase... phases) {
        return new Plan("trip", "Trip", baseline.map(Version::of), true, Arrays.asList(phases), Tripwires.DEFAULT, "");
    }

    MigrationRunner runner(MigrationSettings settings) {
        return new MigrationRunner(database, epoch, settings, stop, heard);
    }

    /** Runs a plan of one phase with these scripts. */
    void migrate(Script... scripts) throws SQLException {
        Phase phase = phase("expand", scripts);
        runner(QUICK).run(plan(Optional.empty(), phase), phase);
    }

    void execute(String sql) {
        TestServer.execute(database, sql);
    }

    /** The first column of each row, as text. */
    List<String> texts(String sql) throws SQLException {
        try (Connection connection = database.open("test");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        }
    }

    List<String> history() throws SQLException {
        return texts(
                "select version || ' ' || script || ' ' || success from flyway_schema_history order by installed_rank");
    }

    /** What the journal has now: it is emptied when the script is recorded, or undone. */
    List<String> journal() throws SQLException {
        return texts(
                "select version || '.' || position || ' ' || state from stopover.statement order by version, position");
    }

    /** Every statement that was ever journalled as done. */
    List<String> journalled() throws SQLException {
        return texts("select entry from stopover.journalled order by entry");
    }

    private static String resource(String path) {
        try (var in = MigrationStage.class.getResourceAsStream(path)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
