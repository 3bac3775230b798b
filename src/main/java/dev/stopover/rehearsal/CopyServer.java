package dev.stopover.rehearsal;

import dev.stopover.backup.DatabaseCopy;
import dev.stopover.database.AdvisoryLock;
import dev.stopover.database.Database;
import dev.stopover.database.Identifier;
import dev.stopover.database.StopSignal;
import dev.stopover.failure.BlockedException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes databases for one rehearsal, drops them, and finds those of rehearsals that were killed. Each bears whose it is
 * from the moment at which it is created; and while a rehearsal lives, its session has a lock on the names that it gives.
 */
final class CopyServer implements AutoCloseable {
    private static final int LOCK_SPACE = 0x5354_5250;

    /** Stands for the comment until that is written: CREATE DATABASE takes no comment, but this number. */
    private static final int UNMARKED = 20_047;

    private static final Pattern NAME = Pattern.compile("(.*_[0-9]{6})(_pristine|_[0-9]{1,4})?");

    private final Database maintenance;
    private final Connection connection;
    private final StopSignal stop;
    private final String family;
    private final String mark;

    private CopyServer(Database maintenance, Connection connection, StopSignal stop, String family, String mark) {
        this.maintenance = maintenance;
        this.connection = connection;
        this.stop = stop;
        this.family = family;
        this.mark = mark;
    }

    /**
     * Takes the lock on the names of one rehearsal.
     *
     * @param maintenance the database to be connected to meanwhile, in which nothing is changed
     * @param family the beginning of all names that this rehearsal gives
     */
    static CopyServer open(Database maintenance, String family, StopSignal stop) throws SQLException {
        Connection connection = maintenance.open("rehearsal");
        try {
            try (Statement statement = connection.createStatement()) {
                statement.execute("set idle_session_timeout = 0; set statement_timeout = 0");
            }
            if (!lockOn(family).tryTake(connection)) {
                throw new BlockedException(
                        "another rehearsal is using the names " + family + "…", "Run the command again.");
            }
            return new CopyServer(maintenance, connection, stop, family, mark(connection));
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    /** The session on which databases are created and dropped. */
    Connection connection() {
        return connection;
    }

    String family() {
        return family;
    }

    /**
     * Drops what rehearsals left behind that do not live any more.
     *
     * @param start the beginning of the names to look at
     * @return what was dropped
     */
    List<String> sweep(String start) throws SQLException {
        List<String> dropped = new ArrayList<>();
        for (String name : marked(start)) {
            String its = familyOf(name);
            if (!its.isEmpty() && !its.equals(family)) {
                AdvisoryLock lock = lockOn(its);
                if (lock.tryTake(connection)) {
                    try {
                        drop(name);
                        dropped.add(name);
                    } finally {
                        lock.release(connection);
                    }
                }
            }
        }
        return dropped;
    }

    /** The family of a database by its name; empty when no rehearsal gives such names. */
    static String familyOf(String name) {
        Matcher parts = NAME.matcher(name);
        return parts.matches() ? parts.group(1) : "";
    }

    /** Creates an empty database that reads and sorts as the one that the session is connected to. */
    void createEmpty(String name) throws SQLException {
        create(name, "template0" + DatabaseCopy.locale(connection));
    }

    /** Creates a copy of a database to which nobody is connected. */
    void createFrom(String template, String name) throws SQLException {
        create(name, Identifier.quote(template));
    }

    private void create(String name, String template) throws SQLException {
        String quoted = Identifier.quote(name);
        try (StopSignal.Watch watch = stop.watch(connection)) {
            stop.check();
            execute("create database " + quoted + " template " + template + " allow_connections false connection limit "
                    + UNMARKED);
        }
        execute("comment on database " + quoted + " is " + Identifier.literal(mark));
        execute("alter database " + quoted + " allow_connections true connection limit -1");
    }

    /** Makes it a database like any other, which is not dropped as a copy. */
    void release(String name) throws SQLException {
        execute("comment on database " + Identifier.quote(name) + " is null");
    }

    /** Drops it whatever happened to the session meanwhile; who is connected to it is thrown out. */
    void drop(String name) throws SQLException {
        try {
            dropOn(connection, name);
        } catch (SQLException e) {
            try (Connection fresh = maintenance.open("rehearsal")) {
                dropOn(fresh, name);
            } catch (SQLException again) {
                e.addSuppressed(again);
                throw e;
            }
        }
    }

    /** Together with what was made to prove its backups, of which nobody else knows. */
    private static void dropOn(Connection session, String name) throws SQLException {
        List<String> names = new ArrayList<>(DatabaseCopy.scratchDatabasesOf(session, name));
        names.add(name);
        try (Statement statement = session.createStatement()) {
            for (String each : names) {
                statement.execute("drop database if exists " + Identifier.quote(each) + " with (force)");
            }
        }
    }

    /** Also what was created and not marked yet: nobody was ever let into it. */
    private List<String> marked(String start) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                select datname
                from (
                  select datname, datallowconn, datconnlimit, shobj_description(oid, 'pg_database') as comment
                  from pg_database
                  where starts_with(datname, ?)) d
                where comment = ?
                   or (comment is null and not datallowconn and datconnlimit = ?)
                order by datname
                """)) {
            statement.setString(1, start);
            statement.setString(2, mark);
            statement.setInt(3, UNMARKED);
            List<String> names = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    names.add(rows.getString(1));
                }
            }
            return names;
        }
    }

    /** Names the database of the session, since another one's sessions do not see the locks. */
    private static String mark(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                        select 'made by a stopover rehearsal through the database with oid ' || oid || ', which drops it'
                        from pg_database
                        where datname = current_database()
                        """);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getString(1);
        }
    }

    private static AdvisoryLock lockOn(String family) {
        return new AdvisoryLock(LOCK_SPACE, family);
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
