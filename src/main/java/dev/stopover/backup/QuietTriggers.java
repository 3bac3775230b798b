package dev.stopover.backup;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * The application's triggers on a table, switched off while its rows come back: they fired when the rows were first
 * written. Foreign keys and unique constraints stay on.
 */
final class QuietTriggers {
    private final String table;
    private final List<String> wake;

    private QuietTriggers(String table, List<String> wake) {
        this.table = table;
        this.wake = wake;
    }

    /** Switches them off until {@link #wake}; an aborted transaction wakes them, too. */
    static QuietTriggers on(Connection connection, String table) throws SQLException {
        List<String> wake = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement("""
                select case tgenabled when 'A' then 'enable always trigger ' else 'enable trigger ' end || quote_ident(tgname)
                from pg_trigger
                where tgrelid = ?::regclass
                  and not tgisinternal
                  and tgenabled in ('O', 'A')
                order by tgname
                """)) {
            statement.setString(1, table);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    wake.add(rows.getString(1));
                }
            }
        }
        if (!wake.isEmpty()) {
            alter(connection, table, List.of("disable trigger user"));
        }
        return new QuietTriggers(table, wake);
    }

    /** Switches on again exactly those that were on. */
    void wake(Connection connection) throws SQLException {
        if (!wake.isEmpty()) {
            alter(connection, table, wake);
        }
    }

    private static void alter(Connection connection, String table, List<String> actions) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute("alter table " + table + " " + String.join(", ", actions));
        }
    }
}
