package dev.stopover.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/**
 * An advisory lock of a session on something that has a name, in the database that one is connected to.
 *
 * @param space the first key, so that locks on different kinds of things do not meet, nor those of the application
 * @param name what is locked; its hash is the second key
 */
public record AdvisoryLock(int space, String name) {
    private static final String ROW = """
            l.locktype = 'advisory'
              and l.database = (select oid from pg_database where datname = current_database())
              and l.classid = ?::bigint::oid
              and l.objid = (hashtext(?)::bigint & 4294967295)::oid
              and l.objsubid = 2
              and l.granted
            """;

    /** Takes the lock for this session if nobody else has it. */
    public boolean tryTake(Connection connection) throws SQLException {
        return ask(connection, "select pg_try_advisory_lock(?, hashtext(?))");
    }

    /** The same until the transaction at hand ends. */
    public boolean tryTakeWithin(Connection connection) throws SQLException {
        return ask(connection, "select pg_try_advisory_xact_lock(?, hashtext(?))");
    }

    /** Whether any session has the lock. */
    public boolean isTaken(Connection connection) throws SQLException {
        return ask(connection, """
                select exists (
                  select from pg_locks l
                  where %s)
                """.formatted(ROW));
    }

    /** The same beside other sessions that share it. */
    public boolean tryShare(Connection connection) throws SQLException {
        return ask(connection, "select pg_try_advisory_lock_shared(?, hashtext(?))");
    }

    /** Gives the lock back that this session has taken. */
    public void release(Connection connection) throws SQLException {
        ask(connection, "select pg_advisory_unlock(?, hashtext(?))");
    }

    /** Whether this session has the lock. */
    public boolean isHeld(Connection connection) throws SQLException {
        return ask(connection, """
                select exists (
                  select from pg_locks l
                  where l.pid = pg_backend_pid()
                    and %s)
                """.formatted(ROW));
    }

    /** The session that has the lock, in words. */
    public Optional<String> holder(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                select format('pid %%s (%%s from %%s, connected since %%s)',
                              a.pid,
                              a.usename,
                              coalesce(host(a.client_addr), 'a local socket'),
                              coalesce(to_char(a.backend_start at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS "UTC"'),
                                       'a time that this role may not see'))
                from pg_locks l
                join pg_stat_activity a using (pid)
                where %s
                """.formatted(ROW))) {
            bind(statement);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
            }
        }
    }

    private boolean ask(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getBoolean(1);
            }
        }
    }

    private void bind(PreparedStatement statement) throws SQLException {
        statement.setInt(1, space);
        statement.setString(2, name);
    }
}
