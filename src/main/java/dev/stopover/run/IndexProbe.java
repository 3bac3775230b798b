package dev.stopover.run;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Which indexes are invalid already. */
final class IndexProbe implements PreflightProbe {
    @Override
    public void examine(Connection connection, List<Finding> findings) throws SQLException {
        ProbeQuery.each(
                connection,
                """
                select i.indexrelid::regclass::text, i.indrelid::regclass::text, i.indisunique
                from pg_index i
                join pg_class c on c.oid = i.indexrelid
                where not i.indisvalid
                  and c.relkind = 'i'
                order by 1
                """,
                row -> findings.add(new Finding(
                        false,
                        "invalid index",
                        "index " + row.getString(1) + " on " + row.getString(2) + " is invalid"
                                + (row.getBoolean(3) ? ", and being unique it still rejects rows." : "."),
                        "drop index concurrently " + row.getString(1) + "; and build it again.")));
    }
}
