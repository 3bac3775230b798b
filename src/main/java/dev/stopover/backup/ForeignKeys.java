package dev.stopover.backup;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Foreign keys into tables that got their rows back. An undo script cannot add them as they were while those are empty:
 * it adds them NOT VALID.
 */
final class ForeignKeys {
    private ForeignKeys() {}

    /** Validates them, now that there are rows to which they can refer. */
    static void validateThoseTo(BackupSession session, List<Long> tables) throws SQLException {
        for (String statement : statements(session.connection(), tables)) {
            session.execute(statement);
        }
    }

    private static List<String> statements(Connection connection, List<Long> tables) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                select format('alter table %s validate constraint %I', conrelid::regclass, conname)
                from pg_constraint
                where contype = 'f'
                  and conparentid = 0
                  and not convalidated
                  and confrelid = any (cast(?::bigint[] as oid[]))
                order by pg_constraint.conrelid, conname
                """)) {
            statement.setArray(1, connection.createArrayOf("bigint", tables.toArray()));
            List<String> statements = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    statements.add(rows.getString(1));
                }
            }
            return statements;
        }
    }
}
