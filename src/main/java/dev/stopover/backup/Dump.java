package dev.stopover.backup;

import dev.stopover.backup.ToolProcess.ToolFailure;
import dev.stopover.database.Database;
import dev.stopover.database.StopSignal;
import dev.stopover.history.BackupHistory;
import dev.stopover.history.BackupRecord;
import dev.stopover.history.BackupState;
import dev.stopover.history.BackupTable;
import dev.stopover.history.BackupTables;
import dev.stopover.history.Epoch;
import dev.stopover.history.Transaction;
import dev.stopover.plan.BackupKind;
import dev.stopover.plan.Phase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A file in pg_dump's custom format. The format cannot be written by several connections at once, but pg_restore reads
 * it with several, single tables can be had from it, and it is one file.
 */
final class Dump {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT);

    private final Database database;
    private final Epoch epoch;
    private final BackupSettings settings;
    private final StopSignal stop;
    private final BackupListener listener;

    private record Begun(long id, DumpFile file) {}

    /** What a dump is to hold. */
    enum Scope {
        /** The whole database. */
        DATABASE,
        /** The tables that the phase touches, without what else is needed to create them. */
        TOUCHED_TABLES
    }

    Dump(Database database, Epoch epoch, BackupSettings settings, StopSignal stop, BackupListener listener) {
        this.database = database;
        this.epoch = epoch;
        this.settings = settings;
        this.stop = stop;
        this.listener = listener;
    }

    /**
     * Takes it and lists it.
     *
     * @param phase whose tables are counted; all tables are when the dump is to be proven
     * @param connection for the history, in autocommit mode
     * @return its number
     * @throws BackupException when it cannot be had
     */
    long take(Connection connection, Optional<Phase> phase, Optional<Instant> attempt, Scope scope, boolean countAll)
            throws SQLException {
        ClientTools tools =
                ClientTools.find(settings.programs(), connection.getMetaData().getDatabaseMajorVersion(), stop);
        Path folder = settings.directory().orElseThrow(Dump::noDirectory);
        String phaseName = phase.map(Phase::name).orElse(null);
        Begun begun = Transaction.run(connection, epoch, () -> {
            long number = BackupHistory.begin(connection, epoch, phaseName, attempt, BackupKind.DUMP);
            DumpFile target = file(folder, number, phase);
            BackupHistory.place(connection, number, target.toString());
            return new Begun(number, target);
        });
        long id = begun.id();
        DumpFile file = begun.file();
        try {
            List<BackupTable> tables = write(tools, file, phase, scope, countAll);
            long size = file.size();
            String hash = file.sha256(stop);
            DumpListing.of(tools, file, stop).require(file, tables);
            return Transaction.run(connection, epoch, () -> {
                BackupTables.record(connection, id, tables);
                BackupHistory.finish(connection, id, BackupState.TAKEN, file.toString(), size, hash);
                return id;
            });
        } catch (IOException e) {
            BackupException failure = new BackupException(
                    "the dump " + file + " cannot be written: " + e,
                    "Check that the folder can be written to and has room, or name another one with --backup-dir.",
                    e);
            failed(connection, id, file, failure);
            throw failure;
        } catch (SQLException | RuntimeException e) {
            failed(connection, id, file, e);
            throw e;
        }
    }

    static BackupException noDirectory() {
        return new BackupException(
                "no folder is named for dumps",
                "Give --backup-dir, or set STOPOVER_BACKUP_DIR, to where they are kept.");
    }

    /** Ends a dump that an earlier run left unfinished. */
    void sweep(Connection connection, BackupRecord left) throws SQLException {
        if (!left.location().isEmpty()) {
            DumpFile file = new DumpFile(Path.of(left.location()));
            try {
                Files.deleteIfExists(file.partial());
            } catch (IOException e) {
                listener.warning("what is left of " + left.display() + " cannot be removed: " + e);
            }
            if (file.exists()) {
                // Not deleted: in a restored database this may be the dump that it was restored from.
                listener.warning(file + " is there, but nothing is known here about its contents; it is left alone");
            }
        }
        Transaction.run(
                connection,
                epoch,
                () -> BackupHistory.end(connection, left.id(), BackupState.FAILED, "the run ended before it was done"));
    }

    private DumpFile file(Path folder, long id, Optional<Phase> phase) {
        // With the time: a restored database goes on with the same numbers, perhaps in the same folder.
        String name = epoch.plan() + phase.map(named -> "-" + named.name()).orElse("") + "-" + id + "-"
                + TIME.format(OffsetDateTime.now(ZoneOffset.UTC)) + ".dump";
        return new DumpFile(folder.resolve(name));
    }

    private List<BackupTable> write(
            ClientTools tools, DumpFile file, Optional<Phase> phase, Scope scope, boolean countAll)
            throws SQLException, IOException {
        String purpose = epoch.plan() + " dump";
        try (ExportedSnapshot moment = ExportedSnapshot.open(database, purpose, settings.lockTimeout(), stop)) {
            List<TableShape> touched = phase.isPresent() ? moment.touched(phase.get()) : List.of();
            List<String> only =
                    scope == Scope.TOUCHED_TABLES ? moment.quotedNames(refuseNone(touched)) : List.<String>of();
            file.create();
            listener.activity("dump to " + file);
            try (ToolProcess process = ToolProcess.start(
                    stop,
                    ConnectionVariables.of(database.settings(), purpose),
                    command(tools, file, moment.name(), only))) {
                List<BackupTable> tables = new ArrayList<>();
                for (TableShape table : countAll && scope == Scope.DATABASE ? moment.all() : touched) {
                    stop.check();
                    process.check();
                    tables.add(moment.save(table));
                }
                process.await();
                file.publish();
                return tables;
            } catch (ToolFailure e) {
                moment.check();
                throw new BackupException(
                        "the database cannot be dumped: " + e.getMessage(),
                        "See what pg_dump says; the role must be allowed to read every table.",
                        e);
            }
        }
    }

    private List<String> command(ClientTools tools, DumpFile file, String snapshot, List<String> only) {
        List<String> command = new ArrayList<>(List.of(
                tools.dump().toString(),
                "--format=custom",
                "--no-password",
                "--encoding=UTF8",
                "--snapshot=" + snapshot,
                "--lock-wait-timeout=" + settings.lockTimeout().toMillis(),
                // So that rows come back to a table whose partitions are cut otherwise.
                "--load-via-partition-root",
                "--exclude-schema=stopover_backup_*",
                "--file=" + file.partial()));
        only.forEach(name -> command.add("--table=" + name));
        return command;
    }

    private static List<TableShape> refuseNone(List<TableShape> tables) {
        if (tables.isEmpty()) {
            throw new BackupException(
                    "the phase touches no table that exists", "Leave --tables away to dump the whole database.");
        }
        return tables;
    }

    /** Records that a dump does not count, and removes its file, because of a failure that remains the one to report. */
    void failed(Connection connection, long id, DumpFile file, Exception failure) {
        try {
            file.delete();
            Transaction.run(
                    connection,
                    epoch,
                    () -> BackupHistory.end(connection, id, BackupState.FAILED, failure.getMessage()));
        } catch (IOException | SQLException | RuntimeException e) {
            failure.addSuppressed(e);
        }
    }
}
