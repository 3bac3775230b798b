package dev.stopover.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The transactions of others that were open in a database at one instant, whether or not they had written or had a
 * snapshot by then. Sessions of Stopover, of autovacuum and of replication are left out.
 *
 * @param ids their virtual numbers, which everybody may see
 */
public record OpenTransactions(List<String> ids) {
    private static final String OPEN = """
            from pg_locks l
            join pg_stat_activity a on a.pid = l.pid
            where l.locktype = 'virtualxid'
              and l.virtualxid = l.virtualtransaction
              and a.datname = current_database()
              and a.usesysid is not null
              and a.pid <> pg_backend_pid()
              and a.application_name !~ '^stopover( |$)'
              and coalesce(a.backend_type, 'client backend') = 'client backend'
            """;

    public OpenTransactions {
        ids = List.copyOf(ids);
    }

    /** Those that are open now. */
    public static OpenTransactions now(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select l.virtualxid\n" + OPEN)) {
            return new OpenTransactions(texts(statement));
        }
    }

    /** Which of them are open still, each in words that say whose it is. */
    public List<String> left(Connection connection) throws SQLException {
        if (ids.isEmpty()) {
            return List.of();
        }
        String sql = """
                select 'pid ' || a.pid || coalesce(', user ' || a.usename, '')
                         || coalesce(', application ' || nullif(a.application_name, ''), '')
                         || coalesce(', ' || a.state, '')
                """ + OPEN + "  and l.virtualxid = any (?)\norder by a.pid";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setArray(1, connection.createArrayOf("text", ids.toArray()));
            return texts(statement);
        }
    }

    private static List<String> texts(PreparedStatement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        }
    }
}
