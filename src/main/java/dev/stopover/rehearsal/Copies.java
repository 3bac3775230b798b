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
    private static final String MAINTENANCE = "postgres";

    private final Optional<CopyServer> server;
    private final RehearsalSettings settings;
    private final ProgressReporter reporter;
    private final List<String> made = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private Optional<String> pristine = Optional.empty();
    private Database current;
    private int renewals;

    private Copies(Optional<CopyServer> server, RehearsalSettings settings, ProgressReporter reporter) {
        this.server = server;
        this.settings = settings;
        this.reporter = reporter;
        this.current = settings.copy();
    }

    /**
     * Copies the source, or takes the copy that is given.
     *
     * @throws UsageException when what is given as a copy is the source itself
     * @throws dev.stopover.backup.BackupException when the source cannot be copied
     */
    static Copies make(Database source, RehearsalSettings settings, ProgressReporter reporter, StopSignal stop)
            throws SQLException {
        if (settings.given()) {
            refuseItself(source, settings.copy());
        }
        Optional<CopyServer> server = settings.given()
                ? serverOfGiven(settings, stop)
                : Optional.of(CopyServer.open(source, settings.family(), stop));
        Copies copies = new Copies(server, settings, reporter);
        try {
            copies.sweep();
            if (!settings.given()) {
                copies.copy(source, stop);
            }
            copies.keepPristine();
            return copies;
        } catch (SQLException | RuntimeException e) {
            try {
                copies.close();
            } catch (SQLException closing) {
                e.addSuppressed(closing);
            }
            throw e;
        }
    }

    private static void refuseItself(Database source, Database copy) throws SQLException {
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
    }

    /** Not through the copy itself: nobody may be connected to a database while it serves as a template. */
    private static Optional<CopyServer> serverOfGiven(RehearsalSettings settings, StopSignal stop) throws SQLException {
        try {
            return Optional.of(CopyServer.open(settings.copy().named(MAINTENANCE), settings.family(), stop));
        } catch (SQLException e) {
            String state = SqlState.of(e);
            if (SqlState.isRefusal(state) || state.equals(SqlState.INSUFFICIENT_PRIVILEGE)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private void copy(Database source, StopSignal stop) throws SQLException {
        CopyServer beside = server.orElseThrow();
        String name = current.settings().database();
        DatabaseCopy copy = new DatabaseCopy(source, settings.folder().backups(), stop);
        copy.requirePrograms(beside.connection());
        reporter.activity("copy to " + name);
        long begun = System.nanoTime();
        made.add(name);
        beside.createEmpty(name);
        copy.into(current);
        SessionSettings.copy(beside.connection(), source.settings().database(), name);
        reporter.event("copied " + source.settings().database() + " to " + name + " in "
                + Duration.ofNanos(System.nanoTime() - begun).toMillis() + " ms");
    }

    /** The database to work in. */
    Database current() {
        return current;
    }

    /** What a reader of the report should know of the copies. */
    List<String> notes() {
        return List.copyOf(notes);
    }

    /** Whether the database to work in outlasts the rehearsal. */
    boolean stays() {
        return settings.keep() || !made.contains(current.settings().database());
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
        CopyServer beside = server.orElseThrow();
        String used = current.settings().database();
        String fresh = settings.family() + "_" + ++renewals;
        reporter.activity("fresh copy " + fresh);
        made.add(fresh);
        beside.createFrom(pristine.get(), fresh);
        SessionSettings.copy(beside.connection(), pristine.get(), fresh);
        current = current.named(fresh);
        if (made.contains(used)) {
            beside.drop(used);
            made.remove(used);
        }
        return true;
    }

    private void keepPristine() throws SQLException {
        if (server.isEmpty()) {
            untried("the database " + MAINTENANCE + " on the server of the copy lets this role not in");
            return;
        }
        String original = current.settings().database();
        String name = settings.family() + "_pristine";
        reporter.activity("pristine copy " + name);
        made.add(name);
        try {
            server.get().createFrom(original, name);
            SessionSettings.copy(server.get().connection(), original, name);
            pristine = Optional.of(name);
        } catch (SQLException e) {
            String state = SqlState.of(e);
            if (!state.equals(SqlState.INSUFFICIENT_PRIVILEGE) && !state.equals(SqlState.OBJECT_IN_USE)) {
                throw e;
            }
            untried(String.valueOf(e.getMessage()));
        }
    }

    private void untried(String why) {
        notes.add("no pristine copy could be kept (" + why
                + "), so that what comes before a step that cannot be taken back stays untried");
    }

    private void sweep() throws SQLException {
        if (server.isPresent()) {
            for (String name : server.get().sweep(settings.start())) {
                String said = "dropped " + name + ", which a rehearsal that was killed had left behind";
                notes.add(said);
                reporter.event(said);
                settings.folderOf(CopyServer.familyOf(name)).delete();
            }
        }
    }

    /** Lets the last copy stay, if it was made here, as a database like any other. */
    void keepCurrent() throws SQLException {
        String name = current.settings().database();
        if (made.contains(name)) {
            server.orElseThrow().release(name);
            made.remove(name);
        }
    }

    /**
     * Drops what was made; what cannot be dropped now, the next rehearsal drops. Then looks once more for what others left:
     * the session of one that was killed may have outlived it by the statement that it was in.
     */
    @Override
    public void close() throws SQLException {
        settings.folder().delete();
        if (server.isEmpty()) {
            return;
        }
        try (CopyServer closing = server.get()) {
            Optional<SQLException> failure = Optional.empty();
            for (String name : made) {
                try {
                    closing.drop(name);
                } catch (SQLException e) {
                    failure.ifPresent(e::addSuppressed);
                    failure = Optional.of(e);
                }
            }
            if (failure.isPresent()) {
                throw failure.get();
            }
            sweep();
        }
    }
}
