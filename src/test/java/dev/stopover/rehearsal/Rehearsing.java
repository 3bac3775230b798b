package dev.stopover.rehearsal;

import dev.stopover.backup.BackupSettings;
import dev.stopover.check.EntityReader;
import dev.stopover.database.Database;
import dev.stopover.database.StopSignal;
import dev.stopover.plan.Plan;
import dev.stopover.plan.PlanFolder;
import dev.stopover.plan.PlanReader;
import dev.stopover.run.PlanRunner;
import dev.stopover.run.ProgressReporter;
import dev.stopover.run.RunContext;
import dev.stopover.run.RunProgress;
import dev.stopover.run.RunSettings;
import dev.stopover.run.RunView;
import dev.stopover.testing.TestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A plan in a folder, a database, and rehearsals of the one on copies of the other. */
final class Rehearsing {
    private final Path folder;
    private final Database database;
    final StopSignal stop = new StopSignal();

    Rehearsing(Path folder, Database database) {
        this.folder = folder;
        this.database = database;
    }

    void write(String file, String text) {
        try {
            Path path = folder.resolve("plan").resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Plan plan() {
        return PlanReader.read(PlanFolder.directory(folder.resolve("plan")));
    }

    /** On a copy made from the database as a template. */
    RehearsalReport onGivenCopy(Optional<String> to) {
        return onCopy(TestServer.newDatabase(database.settings().database()), to);
    }

    RehearsalReport onGivenCopy() {
        return onGivenCopy(Optional.empty());
    }

    RehearsalReport onCopy(Database copy, Optional<String> to) {
        return rehearse(RehearsalSettings.onGivenCopy(copy, to, false, false, backups()));
    }

    RehearsalReport onDump(boolean keep, boolean recordEstimates) {
        return rehearse(RehearsalSettings.onNewCopy(database, Optional.empty(), keep, recordEstimates, backups()));
    }

    /** Where dumps lie meanwhile. */
    Path dumps() {
        return folder.resolve("dumps");
    }

    private BackupSettings backups() {
        return BackupSettings.DEFAULT.in(dumps());
    }

    RehearsalReport rehearse(RehearsalSettings settings) {
        return new Rehearsal(
                        database,
                        plan(),
                        settings,
                        RunSettings.DEFAULT,
                        new RunContext("test", "here"),
                        reporter(),
                        stop,
                        (unit, within) -> new EntityReader.Reading(1, List.of()))
                .run();
    }

    void migrate(String to) {
        new PlanRunner(
                        database,
                        RunSettings.DEFAULT,
                        new RunContext("test", "here"),
                        reporter(),
                        new StopSignal(),
                        (unit, within) -> new EntityReader.Reading(1, List.of()))
                .migrate(plan(), Optional.of(to));
    }

    List<String> texts(String sql) throws SQLException {
        return texts(database, sql);
    }

    static List<String> texts(Database on, String sql) throws SQLException {
        try (Connection connection = on.connect("test");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        }
    }

    private static ProgressReporter reporter() {
        return new ProgressReporter(new RunProgress(new RunView(
                "trip",
                Optional.empty(),
                "",
                Optional.empty(),
                "",
                RunView.Progress.NONE,
                Optional.empty(),
                List.of(),
                false)));
    }
}
