package dev.stopover.migration;

import dev.stopover.database.Identifier;
import dev.stopover.plan.TableName;
import dev.stopover.sql.ConcurrentWork;
import dev.stopover.sql.ConcurrentWork.CreateIndex;
import dev.stopover.sql.ConcurrentWork.DetachPartition;
import dev.stopover.sql.ConcurrentWork.DropIndex;
import dev.stopover.sql.ConcurrentWork.ReindexIndex;
import dev.stopover.sql.ConcurrentWork.ReindexTable;
import dev.stopover.sql.ObjectName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tells from the catalog how far a CONCURRENTLY statement came, and puts right what it left half done. */
final class ConcurrentCatalog {
    private final Connection connection;

    ConcurrentCatalog(Connection connection) {
        this.connection = connection;
    }

    /** How far the statement came. Reindexing leaves no trace when it is done, so that it may only be repeated. */
    Evidence evidence(ConcurrentWork work) throws SQLException {
        if (work instanceof CreateIndex create) {
            return valid(create)
                    .map(valid -> valid ? Evidence.DONE : Evidence.HALF_DONE)
                    .orElse(Evidence.UNDONE);
        }
        if (work instanceof DropIndex drop) {
            return valid(drop.index())
                    .map(valid -> valid ? Evidence.UNDONE : Evidence.HALF_DONE)
                    .orElse(Evidence.DONE);
        }
        if (work instanceof DetachPartition detach) {
            return pending(detach)
                    .map(pending -> pending ? Evidence.HALF_DONE : Evidence.UNDONE)
                    .orElse(Evidence.DONE);
        }
        return leftovers(work).isEmpty() ? Evidence.UNDONE : Evidence.HALF_DONE;
    }

    /** Drops invalid indexes, or finishes what can only be finished. */
    void clear(ConcurrentWork work) throws SQLException {
        if (work instanceof DetachPartition detach) {
            execute("alter table " + quoted(detach.table()) + " detach partition " + quoted(detach.partition())
                    + " finalize");
        } else if (work instanceof DropIndex drop) {
            execute("drop index concurrently if exists " + quoted(drop.index()));
        } else {
            for (String index : leftovers(work)) {
                execute("drop index concurrently if exists " + index);
            }
        }
    }

    private Optional<Boolean> valid(CreateIndex create) throws SQLException {
        return flag("""
                select i.indisvalid
                from pg_index i
                join pg_class c on c.oid = i.indexrelid
                where i.indrelid = to_regclass(?)
                  and c.relname = ?
                """, quoted(create.table()), create.index().orElseThrow());
    }

    private Optional<Boolean> valid(ObjectName index) throws SQLException {
        return flag("""
                select indisvalid
                from pg_index
                where indexrelid = to_regclass(?)
                """, quoted(index));
    }

    private Optional<Boolean> pending(DetachPartition detach) throws SQLException {
        return flag("""
                select inhdetachpending
                from pg_inherits
                where inhparent = to_regclass(?)
                  and inhrelid = to_regclass(?)
                """, quoted(detach.table()), quoted(detach.partition()));
    }

    /** The invalid indexes that the statement left, quoted. */
    private List<String> leftovers(ConcurrentWork work) throws SQLException {
        if (work instanceof CreateIndex create) {
            return names("""
                    select n.nspname, c.relname
                    from pg_index i
                    join pg_class c on c.oid = i.indexrelid
                    join pg_namespace n on n.oid = c.relnamespace
                    where i.indrelid = to_regclass(?)
                      and c.relname = ?
                      and not i.indisvalid
                    """, quoted(create.table()), create.index().orElseThrow());
        }
        if (work instanceof ReindexIndex reindex) {
            return names("""
                    select n.nspname, c.relname
                    from pg_index whole
                    join pg_class w on w.oid = whole.indexrelid
                    join pg_index i on i.indrelid = whole.indrelid
                    join pg_class c on c.oid = i.indexrelid
                    join pg_namespace n on n.oid = c.relnamespace
                    where whole.indexrelid = to_regclass(?)
                      and c.relname ~ '_cc(new|old)[0-9]*$'
                      and left(w.relname, length(regexp_replace(c.relname, '_cc(new|old)[0-9]*$', '')))
                          = regexp_replace(c.relname, '_cc(new|old)[0-9]*$', '')
                      and not i.indisvalid
                    """, quoted(reindex.index()));
        }
        ReindexTable reindex = (ReindexTable) work;
        return names("""
                select n.nspname, c.relname
                from pg_index i
                join pg_class c on c.oid = i.indexrelid
                join pg_namespace n on n.oid = c.relnamespace
                where i.indrelid = to_regclass(?)
                  and c.relname ~ '_cc(new|old)[0-9]*$'
                  and not i.indisvalid
                """, quoted(reindex.table()));
    }

    private Optional<Boolean> flag(String sql, String... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, values);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? Optional.of(rows.getBoolean(1)) : Optional.empty();
            }
        }
    }

    private List<String> names(String sql, String... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, values);
            List<String> names = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    names.add(Identifier.quote(new TableName(Optional.of(rows.getString(1)), rows.getString(2))));
                }
            }
            return names;
        }
    }

    private static void bind(PreparedStatement statement, String... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setString(i + 1, values[i]);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String quoted(ObjectName name) {
        return Identifier.quote(new TableName(name.schema(), name.name()));
    }
}
