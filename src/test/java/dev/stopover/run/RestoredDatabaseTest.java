package dev.stopover.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stopover.backup.BackupListener;
import dev.stopover.backup.BackupSettings;
import dev.stopover.check.EntityReader;
import dev.stopover.database.Database;
import dev.stopover.database.StopSignal;
import dev.stopover.history.BackupRecord;
import dev.stopover.plan.BackupKind;
import dev.stopover.plan.Phase;
import dev.stopover.plan.PhaseKind;
import dev.stopover.plan.Plan;
import dev.stopover.plan.Position;
import dev.stopover.plan.Risk;
import dev.stopover.plan.Script;
import dev.stopover.plan.Tripwires;
import dev.stopover.plan.Version;
import dev.stopover.testing.DumpableServer;
import dev.stopover.testing.TestServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class RestoredDatabaseTest {
    private static final RunContext CONTEXT = new RunContext("test", "here");

    @TempDir
    Path folder;

    private final Database database = DumpableServer.newDatabase();
    private final List<String> events = new ArrayList<>();

    @BeforeAll
    static void requireClientPrograms() {
        DumpableServer.requireClientPrograms();
    }

    @Test
    void isRecognisedByTheNextRunAndGoesOnWhereTheDumpWasTaken() throws SQLException {
        // Given: a dump between two phases
        Plan plan = plan();
        migrate(database, plan, Optional.of("one"));
        BackupRecord dump = runner().take(plan, Optional.empty(), BackupKind.DUMP, false);
        migrate(database, plan, Optional.empty());
        String copy = database.settings().database() + "_copy";
        runner().restoreInto(dump.id(), copy, true);
        Database restored = DumpableServer.database(copy);
        events.clear();

        // When
        migrate(restored, plan, Optional.empty());

        // Then
        assertThat(events)
                .contains("this database was restored or copied: the run before was in "
                        + database.settings().database() + " of this server, this one is in " + copy);
        assertThat(one(
                        restored,
                        "select string_agg(kind, ' ' order by id) from stopover.event where kind = 'restored'"))
                .isEqualTo("restored restored");
        assertThat(one(restored, "select string_agg(name || ' ' || state, ', ' order by position) from stopover.phase"))
                .isEqualTo("one completed, two completed");
        assertThat(one(restored, "select to_regclass('a') || ' ' || to_regclass('b')"))
                .isEqualTo("a b");
        TestServer.execute(database, "drop database " + copy);
    }

    private BackupRunner runner() {
        BackupSettings standard = BackupSettings.DEFAULT;
        BackupSettings settings = new BackupSettings(
                Optional.of(folder),
                Optional.empty(),
                standard.snapshotLimit(),
                1,
                true,
                standard.lockTimeout(),
                standard.archiveWait());
        return new BackupRunner(
                database, RunSettings.DEFAULT, settings, CONTEXT, new StopSignal(), BackupListener.NONE);
    }

    private void migrate(Database on, Plan plan, Optional<String> target) {
        RunProgress progress = new RunProgress(new RunView(
                plan.name(),
                Optional.empty(),
                "",
                Optional.empty(),
                "",
                RunView.Progress.NONE,
                Optional.empty(),
                List.of(),
                false));
        progress.onEvent(events::add);
        EntityReader none = (unit, within) -> new EntityReader.Reading(0, List.of());
        new PlanRunner(on, RunSettings.DEFAULT, CONTEXT, new ProgressReporter(progress), new StopSignal(), none)
                .migrate(plan, target);
    }

    private static Plan plan() {
        return new Plan(
                "trip",
                "Trip",
                Optional.empty(),
                true,
                List.of(phase("one", "1", "create table a (id int)"), phase("two", "2", "create table b (id int)")),
                Tripwires.DEFAULT,
                "hash");
    }

    private static Phase phase(String name, String version, String sql) {
        String file = name + "/V" + version + "__all.sql";
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
                List.of(new Script(Version.of(version), "all", file, sql, Optional.empty())),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                new Position("plan.yaml", 1, 1));
    }

    private static String one(Database database, String sql) throws SQLException {
        try (Connection connection = database.connect("test");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
