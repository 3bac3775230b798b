package dev.stopover.rehearsal;

import dev.stopover.backup.DatabaseCopy;
import dev.stopover.database.Database;
import dev.stopover.database.SqlState;
import dev.stopover.database.StopSignal;
import dev.stopover.failure.UsageException;
import dev.stopover.history.RunHistory;
import dev.stopover.run.ProgressReporter;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The database to rehearse in, and a pristine one beside it from which a fresh one is had after a step could not be taken
 * back. What is made here is dropped at the end, whatever the end is.
 */
final class Copies implements AutoCloseable {
    private final CopyServer server;
    private final ProgressReporter reporter;
    private final List<String> made = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private Optional<String> pristine = Optional.empty();
    private Optional<DumpFolder> folder = Optional.empty();
    private Database current;
    private int renewals;

    private Copies(CopyServer server, ProgressReporter reporter, Database first) {
        this.server = server;
        this.reporter = reporter;
        this.current = first;
    }

    /**
     * Copies the source, or takes the copy that is given.
     *
     * @throws UsageException when what is given as a copy is the source itself
     * @throws dev.stopover.backup.BackupException when the source cannot be copied
     */
    static Copies make(Database source, RehearsalSettings settings, ProgressReporter reporter, StopSignal stop)
            throws SQLException {
        return settings.given() ? given(source, settings, reporter, stop) : dumped(source, settings, reporter, stop);
    }

    private static Copies dumped(
            Database source, RehearsalSettings settings, ProgressReporter reporter, StopSignal stop)
            throws SQLException {
        String name = settings.copy().settings().database();
        CopyServer server = CopyServer.open(source, name, stop);
        Copies copies = new Copies(server, reporter, settings.copy());
        try {
            copies.sweep(RehearsalSettings.start(source), settings);
            copies.folder = Optional.of(settings.folder());
            DatabaseCopy copy = new DatabaseCopy(source, settings.folder().backups(), stop);
            copy.requirePrograms(server.connection());
            reporter.activity("copy to " + name);
            long begun = System.nanoTime();
            copies.made.add(name);
            server.createEmpty(name);
            copy.into(settings.copy());
            server.copySettings(source.settings().database(), name);
            reporter.event("copied " + source.settings().database() + " to " + name + " in "
                    + Duration.ofNanos(System.nanoTime() - begun).toMillis() + " ms");
            copies.keepPristine();
            return copies;
        } catch (SQLException | RuntimeException e) {
            copies.closeAfter(e);
            throw e;
        }
    }

    private static Copies given(Database source, RehearsalSettings settings, ProgressReporter reporter, StopSignal stop)
            throws SQLException {
        Database copy = settings.copy();
        try (Connection one = source.open("rehearsal");
                Connection other = copy.open("rehearsal")) {
            RunHistory.DatabaseIdentity identity = RunHistory.identity(one);
            RunHistory.DatabaseIdentity identityOfCopy = RunHistory.identity(other);
            if (identity.systemIdentifier().equals(identityOfCopy.systemIdentifier())
                    && identity.oid() == identityOfCopy.oid()) {
                throw new UsageException(
                        "--copy-url is the database itself and not a copy of it",
                        "A rehearsal changes the copy as the plan does: name another database, or leave --copy-url away.");
            }
        }
        // Not the copy itself: nobody may be connected to a database while it serves as a template.
        CopyServer server = CopyServer.open(
                copy.named("postgres"), RehearsalSettings.startOfGiven(copy) + RehearsalSettings.number(), stop);
        Copies copies = new Copies(server, reporter, copy);
        try {
            copies.folder = Optional.of(settings.folder());
            copies.sweep(RehearsalSettings.startOfGiven(copy), settings);
            copies.keepPristine();
            return copies;
        } catch (SQLException | RuntimeException e) {
            copies.closeAfter(e);
            throw e;
        }
    }

    /** The database to work in. */
    Database current() {
        return current;
    }

    /** What a reader of the report should know of the copies. */
    List<String> notes() {
        return List.copyOf(notes);
    }

    /**
     * Goes on in a fresh copy, which is as the first one was at the beginning.
     *
     * @return whether there is one
     */
    boolean renew() throws SQLException {
        if (pristine.isEmpty()) {
            return false;
        }
        String used = current.settings().database();
        String fresh = server.family() + "_" + ++renewals;
        reporter.activity("fresh copy " + fresh);
        made.add(fresh);
        server.createFrom(pristine.get(), fresh);
        server.copySettings(pristine.get(), fresh);
        current = current.named(fresh);
        if (made.remove(used)) {
            server.drop(used);
        }
        return true;
    }

    private void keepPristine() throws SQLException {
        String original = current.settings().database();
        String name = server.family() + "_pristine";
        reporter.activity("pristine copy " + name);
        made.add(name);
        try {
            server.createFrom(original, name);
            server.copySettings(original, name);
            pristine = Optional.of(name);
        } catch (SQLException e) {
            String state = SqlState.of(e);
            if (!state.equals(SqlState.INSUFFICIENT_PRIVILEGE) && !state.equals(SqlState.OBJECT_IN_USE)) {
                throw e;
            }
            notes.add("no pristine copy could be kept (" + e.getMessage()
                    + "), so that what comes before a step that cannot be taken back stays untried");
        }
    }

    private void sweep(String start, RehearsalSettings settings) throws SQLException {
        for (String name : server.sweep(start)) {
            notes.add("dropped " + name + ", which a rehearsal that was killed had left behind");
            reporter.event("dropped " + name + ", which a rehearsal that was killed had left behind");
            settings.folderOf(name).delete();
        }
    }

    private void closeAfter(Exception failure) {
        try {
            close();
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }

    /** Lets the last copy stay, if it was made here, as a database like any other. */
    void keepCurrent() throws SQLException {
        String name = current.settings().database();
        if (made.contains(name)) {
            server.release(name);
            made.remove(name);
        }
    }

    /** Drops what was made; what cannot be dropped now, the next rehearsal drops. */
    @Override
    public void close() throws SQLException {
        folder.ifPresent(DumpFolder::delete);
        try (server) {
            Optional<SQLException> failure = Optional.empty();
            for (String name : made) {
                try {
                    server.drop(name);
                } catch (SQLException e) {
                    failure.ifPresent(e::addSuppressed);
                    failure = Optional.of(e);
                }
            }
            if (failure.isPresent()) {
                throw failure.get();
            }
        }
    }
}
