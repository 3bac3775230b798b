package dev.stopover.backup;

import dev.stopover.backup.ToolProcess.ToolFailure;
import dev.stopover.database.Database;
import dev.stopover.database.DatabaseSettings;
import dev.stopover.database.Identifier;
import dev.stopover.database.StopSignal;
import dev.stopover.history.BackupHistory;
import dev.stopover.history.BackupRecord;
import dev.stopover.history.BackupTable;
import dev.stopover.history.Epoch;
import dev.stopover.history.Transaction;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A database into which a dump is restored. Its name is recorded before it is created, so that one which a killed run
 * left behind is found and dropped; and it bears whose it is, since a restored copy of the history knows the same name.
 */
final class ScratchDatabase {
    /** What a newer pg_restore sends to every server, and older servers do not know. */
    private static final String HARMLESS = "unrecognized configuration parameter \"transaction_timeout\"";

    private final Database original;
    private final Epoch epoch;
    private final BackupSettings settings;
    private final StopSignal stop;
    private final Connection history;
    private final long backup;
    private final String name;

    private ScratchDatabase(
            Database original,
            Epoch epoch,
            BackupSettings settings,
            StopSignal stop,
            Connection history,
            long backup,
            String name) {
        this.original = original;
        this.epoch = epoch;
        this.settings = settings;
        this.stop = stop;
        this.history = history;
        this.backup = backup;
        this.name = name;
    }

    /** Creates an empty one with the encoding and the locale of the original. */
    static ScratchDatabase create(
            Database original, Epoch epoch, BackupSettings settings, StopSignal stop, Connection history, long backup)
            throws SQLException {
        byte[] random = new byte[4];
        new SecureRandom().nextBytes(random);
        String name = "stopover_scratch_" + backup + "_" + HexFormat.of().formatHex(random);
        record(history, epoch, backup, name);
        ScratchDatabase scratch = new ScratchDatabase(original, epoch, settings, stop, history, backup, name);
        try (Statement statement = history.createStatement()) {
            statement.execute(
                    "create database " + Identifier.quote(name) + " template template0" + DatabaseLocale.of(history));
            statement.execute(
                    "comment on database " + Identifier.quote(name) + " is " + Identifier.literal(mark(history)));
        } catch (SQLException e) {
            scratch.dropAfter(e);
            throw e;
        }
        return scratch;
    }

    /** Drops one that an earlier run left behind, if it is this database's. */
    static void sweep(Connection history, Epoch epoch, BackupRecord left) throws SQLException {
        String name = left.scratch().orElseThrow();
        if (isOurs(history, name)) {
            drop(history, name);
        }
        record(history, epoch, left.id(), null);
    }

    Database database() {
        DatabaseSettings known = original.settings();
        return new Database(
                new DatabaseSettings(known.hosts(), name, known.user(), known.password(), known.parameters()));
    }

    /**
     * Restores a dump into it.
     *
     * @param options further ones for pg_restore
     * @throws BackupException when pg_restore reports an error
     */
    void restore(ClientTools tools, DumpFile file, String... options) throws SQLException {
        List<String> command = new ArrayList<>(List.of(
                tools.restore().toString(),
                "--no-password",
                "--jobs=" + settings.jobs(),
                "--dbname=dbname='" + name + "'"));
        command.addAll(Arrays.asList(options));
        command.add(file.toString());
        try (ToolProcess process = ToolProcess.start(
                stop, ConnectionVariables.of(original.settings(), epoch.plan() + " restore"), command)) {
            process.await();
        } catch (ToolFailure e) {
            if (!isHarmless(e.said())) {
                BackupSession.requireAnswer(history);
                throw new BackupException(
                        "the dump " + file + " cannot be restored: " + e.getMessage(),
                        "See what pg_restore says; extensions may need a role that can create them.",
                        e);
            }
        }
    }

    /** What differs between the tables as recorded and as they are here; empty when nothing does. */
    List<String> differences(List<BackupTable> tables) throws SQLException {
        List<String> differences = new ArrayList<>();
        try (BackupSession session =
                BackupSession.open(database(), epoch.plan() + " proof", settings.lockTimeout(), stop)) {
            for (BackupTable table : tables) {
                stop.check();
                String rows = TableShape.rows(table.partitioned(), table.schema(), table.name());
                RowSum restored = RowSum.of(session.connection(), rows, table.columns());
                if (!restored.equals(RowSum.recorded(table))) {
                    differences.add(table + " had " + RowSum.recorded(table) + " and has " + restored);
                }
            }
        }
        return differences;
    }

    /** Gives it its final name; from then on it is not ours any more. */
    void rename(String finalName) throws SQLException {
        String quoted = Identifier.quote(finalName);
        try (Statement statement = history.createStatement()) {
            // In this order: a database of the final name must never be taken for one that may be dropped.
            statement.execute("comment on database " + Identifier.quote(name) + " is null");
            statement.execute("alter database " + Identifier.quote(name) + " rename to " + quoted);
        }
        record(history, epoch, backup, null);
    }

    void drop() throws SQLException {
        drop(history, name);
        record(history, epoch, backup, null);
    }

    /** Drops it because of a failure, which remains the one to report. */
    void dropAfter(Exception failure) {
        try {
            drop();
        } catch (SQLException | RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    /** Whether all that pg_restore complained about is what only a newer server would know. */
    static boolean isHarmless(String message) {
        List<String> errors = message.lines()
                .filter(line -> line.contains("error: ") || line.contains("ERROR: "))
                .toList();
        return !errors.isEmpty() && errors.stream().allMatch(line -> line.contains(HARMLESS));
    }

    private static void drop(Connection connection, String name) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("drop database if exists " + Identifier.quote(name) + " with (force)");
        }
    }

    private static void record(Connection history, Epoch epoch, long backup, @Nullable String name)
            throws SQLException {
        Transaction.run(history, epoch, () -> BackupHistory.scratch(history, backup, name));
    }

    /** A database that was created and not marked yet has a name that nobody else gives. */
    private static boolean isOurs(Connection connection, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                select coalesce(shobj_description(oid, 'pg_database'), ?)
                from pg_database
                where datname = ?
                """)) {
            statement.setString(1, mark(connection));
            statement.setString(2, name);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() && rows.getString(1).equals(mark(connection));
            }
        }
    }

    /** Those of the database of that name. */
    static List<String> of(Connection connection, String original) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                select scratch.datname
                from pg_database original
                join pg_database scratch
                  on shobj_description(scratch.oid, 'pg_database')
                       = 'made by stopover for the database with oid ' || original.oid || ', which drops it'
                where original.datname = ?
                """)) {
            statement.setString(1, original);
            List<String> names = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    names.add(rows.getString(1));
                }
            }
            return names;
        }
    }

    private static String mark(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                        select 'made by stopover for the database with oid ' || oid || ', which drops it'
                        from pg_database
                        where datname = current_database()
                        """);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getString(1);
        }
    }
}
