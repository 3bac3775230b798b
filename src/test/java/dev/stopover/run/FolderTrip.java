package dev.stopover.run;

import dev.stopover.check.EntityReader;
import dev.stopover.database.Database;
import dev.stopover.database.Fingerprint;
import dev.stopover.database.StopSignal;
import dev.stopover.history.ApprovalHistory;
import dev.stopover.plan.Plan;
import dev.stopover.plan.PlanFolder;
import dev.stopover.plan.PlanReader;
import dev.stopover.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A plan in a folder that a test writes, over a database of its own, and runners for it. */
final class FolderTrip {
    final Database database;
    final StopSignal stop = new StopSignal();
    final List<String> events = new ArrayList<>();
    private final Path folder;

    FolderTrip(Path folder) {
        this(folder, TestServer.newDatabase());
    }

    private FolderTrip(Path folder, Database database) {
        this.folder = folder;
        this.database = database;
    }

    /** The same plan over a copy of the database as it is now. */
    FolderTrip copy() {
        return new FolderTrip(folder, TestServer.newDatabase(database.settings().database()));
    }

    /** The same plan over the same database, in another process so to say. */
    FolderTrip again() {
        return new FolderTrip(folder, database);
    }

    void approve(String phase) throws SQLException {
        Plan plan = plan();
        try (Connection connection = database.open("test")) {
            ApprovalHistory.approve(connection, plan, plan.phase(phase).orElseThrow(), "anna", "");
        }
    }

    void write(String file, String text) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    void replace(String file, String part, String other) throws IOException {
        String text = Files.readString(folder.resolve(file));
        if (!text.contains(part)) {
            throw new IllegalArgumentException(file + " has no " + part);
        }
        write(file, text.replace(part, other));
    }

    Plan plan() {
        return PlanReader.read(PlanFolder.directory(folder));
    }

    RunResult migrate() {
        return migrate(Optional.empty());
    }

    RunResult migrate(Optional<String> to) {
        return runner().migrate(plan(), to);
    }

    RollbackResult rollback(Optional<String> to, boolean lossAccepted) {
        return runner().rollback(plan(), to, lossAccepted);
    }

    PlanRunner runner() {
        return runner(stop);
    }

    /** One that another signal than this trip's stops. */
    PlanRunner runner(StopSignal signal) {
        EntityReader none = (unit, within) -> {
            throw new IllegalStateException("no plan here has entities");
        };
        RunProgress progress = new RunProgress(new RunView(
                "trip",
                Optional.empty(),
                "",
                Optional.empty(),
                "",
                RunView.Progress.NONE,
                Optional.empty(),
                List.of(),
                false));
        progress.onEvent(events::add);
        return new PlanRunner(
                database,
                RunSettings.DEFAULT,
                new RunContext("test", "here"),
                new ProgressReporter(progress),
                signal,
                none);
    }

    void execute(String sql) {
        TestServer.execute(database, sql);
    }

    Fingerprint fingerprint() throws SQLException {
        try (Connection connection = database.open("test")) {
            return Fingerprint.read(connection);
        }
    }

    /** Each phase with its state. */
    List<String> states() throws SQLException {
        return texts("select name || ' ' || state from stopover.phase order by position");
    }

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
}
