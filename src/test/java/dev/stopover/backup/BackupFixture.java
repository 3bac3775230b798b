package dev.stopover.backup;

import dev.stopover.database.Database;
import dev.stopover.database.Fingerprint;
import dev.stopover.database.StopSignal;
import dev.stopover.history.BackupHistory;
import dev.stopover.history.BackupRecord;
import dev.stopover.history.BackupTable;
import dev.stopover.history.BackupTables;
import dev.stopover.history.Epoch;
import dev.stopover.history.PhaseHistory;
import dev.stopover.history.PhaseState;
import dev.stopover.history.PlanPhases;
import dev.stopover.history.RunHistory;
import dev.stopover.migration.HistorySchema;
import dev.stopover.plan.BackupKind;
import dev.stopover.plan.Phase;
import dev.stopover.plan.PhaseKind;
import dev.stopover.plan.Plan;
import dev.stopover.plan.Position;
import dev.stopover.plan.Risk;
import dev.stopover.plan.Script;
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
import java.util.Optional;
import java.util.Set;

/** A database with Stopover's history in it, and a plan of one phase that is about to run. */
final class BackupFixture {
    final Database database;
    final StopSignal stop = new StopSignal();
    final List<String> heard = new ArrayList<>();
    BackupSettings settings = BackupSettings.DEFAULT;
    private PhaseKind kind = PhaseKind.CONTRACT;
    private Set<BackupKind> backups = Set.of(BackupKind.SNAPSHOT);
    private String script = "";
    private List<Transfer> transfers = List.of();
    private Epoch epoch;

    private BackupFixture(Database database) throws SQLException {
        this.database = database;
        try (Connection connection = database.connect("test")) {
            HistorySchema.migrate(database, connection, stop, Duration.ofSeconds(10));
        }
        this.epoch = takeOver();
    }

    static BackupFixture on(Database database, String schema) throws SQLException {
        BackupFixture fixture = new BackupFixture(database);
        TestServer.execute(database, schema);
        return fixture;
    }

    BackupFixture asks(PhaseKind phaseKind, BackupKind... kinds) {
        kind = phaseKind;
        backups = Set.of(kinds);
        return this;
    }

    BackupFixture script(String sql) {
        script = sql;
        return this;
    }

    BackupFixture transfers(Transfer... all) {
        transfers = List.of(all);
        return this;
    }

    BackupFixture settings(BackupSettings value) {
        settings = value;
        return this;
    }

    /** Another run begins, as after a crash. */
    Epoch takeOver() throws SQLException {
        try (Connection connection = database.connect("test")) {
            epoch = RunHistory.begin(connection, plan(), "contract", "test", "here");
            PlanPhases.align(connection, epoch, plan());
            return epoch;
        }
    }

    /** The phase enters a state. */
    BackupFixture enter(PhaseState state) throws SQLException {
        try (Connection connection = database.connect("test")) {
            PhaseHistory.enter(connection, epoch, "contract", state, null);
        }
        return this;
    }

    Epoch epoch() {
        return epoch;
    }

    List<BackupRecord> take() throws SQLException {
        return backups().take(plan(), phase());
    }

    Backups backups() {
        return new Backups(database, epoch, settings, stop, listener());
    }

    TableRestore tableRestore() {
        return new TableRestore(database, epoch, settings, stop, listener());
    }

    TableRestore.Result restoreRows() throws SQLException {
        return tableRestore().restoreRows(phase(), undoRows(true));
    }

    /** What the undo of the phase needs, before it begins. */
    UndoRows undoRows() throws SQLException {
        return undoRows(false);
    }

    private UndoRows undoRows(boolean resumed) throws SQLException {
        try (Connection connection = database.connect("test")) {
            return new UndoBackups(database, "shop", settings, stop).of(connection, phase(), resumed, Set.of());
        }
    }

    /** The phase begins, and the catalog as it is now is remembered. */
    BackupFixture begin() throws SQLException {
        try (Connection connection = database.connect("test")) {
            PhaseHistory.begin(connection, epoch, "contract", Fingerprint.read(connection));
        }
        return this;
    }

    List<BackupProblem> problems() throws SQLException {
        try (Connection connection = database.connect("test")) {
            return new BackupPreflight(settings, stop).problems(connection, phase());
        }
    }

    List<BackupRecord> recorded() throws SQLException {
        try (Connection connection = database.connect("test")) {
            return BackupHistory.all(connection);
        }
    }

    List<BackupTable> tables(BackupRecord backup) throws SQLException {
        try (Connection connection = database.connect("test")) {
            return BackupTables.of(connection, backup.id());
        }
    }

    BackupListener listener() {
        return new BackupListener() {
            @Override
            public void taken(BackupRecord backup) {
                heard.add("taken " + backup.display());
            }

            @Override
            public void kept(BackupRecord backup) {
                heard.add("kept " + backup.display());
            }

            @Override
            public void warning(String message) {
                heard.add(message);
            }
        };
    }

    Plan plan() {
        return new Plan("shop", "Shop", Optional.empty(), true, List.of(phase()), Tripwires.DEFAULT, "hash");
    }

    Phase phase() {
        Script only = new Script(Version.of("1"), "drop", "contract/V1__drop.sql", script, Optional.empty());
        return new Phase(
                "contract",
                kind,
                "Contract",
                Risk.LOW,
                Optional.empty(),
                false,
                Duration.ZERO,
                backups,
                false,
                List.of(only),
                transfers,
                List.of(),
                List.of(),
                List.of(),
                new Position("plan.yaml", 1, 1));
    }

    /** The rows of a query, each as its first column's text. */
    static List<String> texts(Database database, String sql) {
        try (Connection connection = database.connect("test");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}
