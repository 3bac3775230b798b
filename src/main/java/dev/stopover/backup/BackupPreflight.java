package dev.stopover.backup;

import dev.stopover.database.StopSignal;
import dev.stopover.plan.BackupKind;
import dev.stopover.plan.Phase;
import dev.stopover.plan.PhaseKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Finds out before a run whether the backups that a phase asks for can be taken. */
public final class BackupPreflight {
    private final BackupSettings settings;
    private final StopSignal stop;

    public BackupPreflight(BackupSettings settings, StopSignal stop) {
        this.settings = settings;
        this.stop = stop;
    }

    /** What is in the way of the phase's backups; empty when it asks for none. Only reads. */
    public List<BackupProblem> problems(Connection connection, Phase phase) throws SQLException {
        List<BackupProblem> problems = new ArrayList<>();
        if (phase.backups().contains(BackupKind.SNAPSHOT)) {
            snapshot(connection, phase, problems);
        }
        if (phase.backups().contains(BackupKind.DUMP)) {
            dump(connection, phase, problems);
        }
        if (phase.backups().contains(BackupKind.RESTORE_POINT)) {
            problems.addAll(RestorePoint.problems(connection));
        }
        return problems;
    }

    private void snapshot(Connection connection, Phase phase, List<BackupProblem> problems) throws SQLException {
        List<TableShape> tables = TableShapes.touched(connection, phase);
        collect(
                problems,
                "snapshot",
                () -> Snapshot.refuseTooLarge(TableShapes.size(connection, tables), settings, phase.name()));
        try (PreparedStatement statement = connection.prepareStatement("""
                select has_database_privilege(current_database(), 'create'),
                       quote_ident(current_database()),
                       quote_ident(current_user),
                       (select string_agg(oid::oid::regclass::text, ', ')
                        from unnest(?::bigint[]) as t (oid)
                        where not has_table_privilege(oid::oid, 'select'))
                """)) {
            statement.setArray(
                    1,
                    connection.createArrayOf(
                            "bigint", tables.stream().map(TableShape::oid).toArray()));
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                if (!row.getBoolean(1)) {
                    problems.add(new BackupProblem(
                            true,
                            "snapshot",
                            "role " + row.getString(3) + " may not create a schema for the snapshot of phase "
                                    + phase.name(),
                            "grant create on database " + row.getString(2) + " to " + row.getString(3) + ";"));
                }
                if (row.getString(4) != null) {
                    problems.add(new BackupProblem(
                            true,
                            "snapshot",
                            "role " + row.getString(3) + " may not read " + row.getString(4),
                            "grant select on " + row.getString(4) + " to " + row.getString(3) + ";"));
                }
            }
        }
    }

    private void dump(Connection connection, Phase phase, List<BackupProblem> problems) throws SQLException {
        int major = connection.getMetaData().getDatabaseMajorVersion();
        collect(problems, "pg_dump", () -> ClientTools.find(settings.programs(), major, stop));
        if (settings.directory().isEmpty()) {
            problems.add(Dump.noDirectory().asProblem("backup folder"));
        } else {
            folder(connection, settings.directory().get().toAbsolutePath(), problems);
        }
        if (settings.prove() || phase.kind() == PhaseKind.CONTRACT) {
            mayCreateDatabases(connection, phase, problems);
        }
    }

    private static void folder(Connection connection, Path folder, List<BackupProblem> problems) throws SQLException {
        Path existing = folder;
        while (existing.getParent() != null && !Files.exists(existing)) {
            existing = existing.getParent();
        }
        if (!Files.isDirectory(existing) || !Files.isWritable(existing)) {
            problems.add(new BackupProblem(
                    true,
                    "backup folder",
                    "dumps cannot be written to " + folder,
                    "Make it writable for this user, or name another one with --backup-dir."));
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement("select pg_database_size(current_database())");
                ResultSet row = statement.executeQuery()) {
            row.next();
            long free = Files.getFileStore(existing).getUsableSpace();
            if (free < row.getLong(1)) {
                problems.add(new BackupProblem(
                        false,
                        "backup folder",
                        folder + " has " + new ByteSize(free) + " left, and the database takes up "
                                + new ByteSize(row.getLong(1)),
                        "A dump is compressed and has no indexes, so it may fit; see that it does."));
            }
        } catch (IOException e) {
            problems.add(new BackupProblem(
                    false, "backup folder", "the room in " + folder + " is not known: " + e, "See that a dump fits."));
        }
    }

    private static void mayCreateDatabases(Connection connection, Phase phase, List<BackupProblem> problems)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                        select quote_ident(rolname)
                        from pg_roles
                        where rolname = current_user
                          and not rolcreatedb
                          and not rolsuper
                        """);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                problems.add(new BackupProblem(
                        true,
                        "dump",
                        "the dump before phase " + phase.name() + " is proven in a scratch database, and role "
                                + rows.getString(1) + " may not create one",
                        "alter role " + rows.getString(1) + " createdb;"));
            }
        }
    }

    /** Something that refuses. */
    @FunctionalInterface
    private interface Refusal {
        void check() throws SQLException;
    }

    private static void collect(List<BackupProblem> problems, String topic, Refusal refusal) throws SQLException {
        try {
            refusal.check();
        } catch (BackupException e) {
            problems.add(e.asProblem(topic));
        }
    }
}
