package dev.stopover.sync;

import dev.stopover.database.Catalog;
import dev.stopover.database.Identifier;
import dev.stopover.database.Relation;
import dev.stopover.plan.TableName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What sync of one plan has left in a database. Its functions are known by the comment on them, its triggers by their functions. */
final class ExistingSync {
    private final Connection connection;
    private final SyncNames names;

    ExistingSync(Connection connection, SyncNames names) {
        this.connection = connection;
        this.names = names;
    }

    /**
     * A function.
     *
     * @param name unquoted and without schema
     * @param signature as a statement names it
     * @param hash of the definition with which it was created
     */
    record Function(String name, String signature, String hash) {
        boolean is(SyncFunction function) {
            return name.equals(function.name()) && hash.equals(function.hash());
        }
    }

    /** A trigger on a table, or on a partition of its own; those that partitions have from their parent are left out. */
    record Trigger(Relation relation, String name, String function, char enabled) {
        /** Whether it fires whatever {@code session_replication_role} is. */
        boolean isAlwaysOn() {
            return enabled == 'A';
        }

        boolean isOff() {
            return enabled == 'D';
        }
    }

    /** The plan's functions; an older one whose parameters were others stands beside the newer one of its name. */
    List<Function> functions() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                select p.proname, p.oid::regprocedure::text, substr(d.description, length(?) + 1)
                from pg_proc p
                join pg_description d on d.objoid = p.oid and d.classoid = 'pg_proc'::regclass
                where p.pronamespace = 'stopover'::regnamespace
                  and starts_with(d.description, ?)
                order by p.proname
                """)) {
            statement.setString(1, names.mark());
            statement.setString(2, names.mark());
            List<Function> found = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(new Function(rows.getString(1), rows.getString(2), rows.getString(3)));
                }
            }
            return found;
        }
    }

    List<Trigger> triggers() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                select n.nspname, c.relname, t.tgname, p.proname, t.tgenabled
                from pg_trigger t
                join pg_proc p on p.oid = t.tgfoid
                join pg_description d on d.objoid = p.oid and d.classoid = 'pg_proc'::regclass
                join pg_class c on c.oid = t.tgrelid
                join pg_namespace n on n.oid = c.relnamespace
                where p.pronamespace = 'stopover'::regnamespace
                  and starts_with(d.description, ?)
                  and t.tgparentid = 0
                order by n.nspname, c.relname, t.tgname
                """)) {
            statement.setString(1, names.mark());
            Catalog catalog = new Catalog(connection);
            List<Trigger> found = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    TableName table = new TableName(Optional.of(rows.getString(1)), rows.getString(2));
                    Optional<Relation> relation = catalog.relation(table);
                    if (relation.isPresent()) {
                        found.add(new Trigger(
                                relation.orElseThrow(),
                                rows.getString(3),
                                rows.getString(4),
                                rows.getString(5).charAt(0)));
                    }
                }
            }
            return found;
        }
    }

    /** The statement that marks a function as this plan's. */
    String comment(SyncFunction function) {
        return "comment on function " + function.signature() + " is "
                + Identifier.literal(names.mark() + function.hash());
    }
}
