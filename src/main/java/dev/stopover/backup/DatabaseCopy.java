package dev.stopover.backup;

import dev.stopover.backup.ToolProcess.ToolFailure;
import dev.stopover.database.Database;
import dev.stopover.database.StopSignal;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Copies a whole database into an empty one by dump and restore, and does nothing to the original but read it. */
public final class DatabaseCopy {
    private final Database original;
    private final BackupSettings settings;
    private final StopSignal stop;

    /** @param settings with a directory, where the dump lies while it is needed */
    public DatabaseCopy(Database original, BackupSettings settings, StopSignal stop) {
        this.original = original;
        this.settings = settings;
        this.stop = stop;
    }

    /** The words of CREATE DATABASE with which the copy reads and sorts as the original that one is connected to. */
    public static String locale(Connection connection) throws SQLException {
        return DatabaseLocale.of(connection);
    }

    /**
     * Finds the client programs, so that nothing is begun without them.
     *
     * @throws BackupException when there are none, or only older ones than the server
     */
    public void requirePrograms(Connection connection) throws SQLException {
        tools(connection);
    }

    /**
     * Copies everything but subscriptions, which would begin to take rows from their publishers, and snapshots.
     *
     * @throws BackupException when it cannot be dumped or not be restored
     */
    public void into(Database copy) throws SQLException {
        try (Connection connection = original.open("rehearsal dump")) {
            ClientTools tools = tools(connection);
            DumpFile file = file(settings, copy.settings().database());
            try {
                file.delete();
                file.create();
                dump(tools, file);
                restore(tools, file, copy);
            } finally {
                file.delete();
            }
        } catch (IOException e) {
            throw new BackupException(
                    "the dump of " + original.settings().database() + " cannot be written: " + e,
                    "Name a folder that can be written to and has room with --backup-dir.",
                    e);
        }
    }

    /** The scratch databases in which dumps of that database were being proven, left behind by a process that was killed. */
    public static List<String> scratchDatabasesOf(Connection connection, String database) throws SQLException {
        return ScratchDatabase.of(connection, database);
    }

    private static DumpFile file(BackupSettings settings, String copy) {
        Path folder = settings.directory().orElseThrow(Dump::noDirectory);
        return new DumpFile(folder.resolve(copy.replaceAll("[^A-Za-z0-9_.-]", "_") + ".dump"));
    }

    private ClientTools tools(Connection connection) throws SQLException {
        return ClientTools.find(settings.programs(), connection.getMetaData().getDatabaseMajorVersion(), stop);
    }

    private void dump(ClientTools tools, DumpFile file) {
        run(
                original,
                "the database cannot be dumped",
                "See what pg_dump says; the role must be allowed to read every table.",
                List.of(
                        tools.dump().toString(),
                        "--format=custom",
                        "--compress=1",
                        "--no-password",
                        "--encoding=UTF8",
                        "--no-subscriptions",
                        "--exclude-schema=stopover_backup_*",
                        "--lock-wait-timeout=" + settings.lockTimeout().toMillis(),
                        "--file=" + file.partial()));
    }

    private void restore(ClientTools tools, DumpFile file, Database copy) {
        List<String> command = new ArrayList<>(List.of(
                tools.restore().toString(),
                "--no-password",
                "--no-subscriptions",
                "--jobs=" + settings.jobs(),
                "--dbname=dbname='"
                        + copy.settings().database().replace("\\", "\\\\").replace("'", "\\'") + "'",
                file.partial().toString()));
        run(
                copy,
                "the dump cannot be restored into " + copy.settings().database(),
                "See what pg_restore says: owners and extensions need a role that may set and create them, such as a"
                        + " superuser.",
                command);
    }

    private void run(Database where, String failure, String remedy, List<String> command) {
        try (ToolProcess process =
                ToolProcess.start(stop, ConnectionVariables.of(where.settings(), "rehearsal"), command)) {
            process.await();
        } catch (ToolFailure e) {
            if (!ScratchDatabase.isHarmless(e.said())) {
                throw new BackupException(failure + ": " + e.getMessage(), remedy, e);
            }
        }
    }
}
