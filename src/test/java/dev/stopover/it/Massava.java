package dev.stopover.it;

import dev.stopover.database.Database;
import dev.stopover.testing.TestServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Databases that hold the old massava schema with its demo rows, and what a run made of them. */
final class Massava {
    static final List<String> NEW_TABLES = List.of(
            "users",
            "user_role_assignments",
            "studio_ownership",
            "new_accounts",
            "new_sessions",
            "new_bookings",
            "magic_link_tokens",
            "audit_logs");

    private static final Map<Integer, String> TEMPLATES = new LinkedHashMap<>();

    private Massava() {}

    /** A fresh database with the old schema at that scale. */
    static synchronized Database database(int scale) {
        String template = TEMPLATES.computeIfAbsent(scale, wanted -> {
            Database loaded = TestServer.newDatabase();
            load(loaded, wanted);
            return loaded.settings().database();
        });
        return TestServer.newDatabase(template);
    }

    /** Gives an empty database the old schema at that scale. */
    static void load(Database empty, int scale) {
        TestServer.execute(empty, script("schema.sql"));
        TestServer.execute(empty, "set stopover.scale = " + scale + ";\n" + script("data.sql"));
    }

    /** Count and content of each new table: equal for two databases exactly when their rows are. */
    static Map<String, String> contents(Database database) {
        Map<String, String> contents = new LinkedHashMap<>();
        for (String table : NEW_TABLES) {
            contents.put(
                    table,
                    one(
                            database,
                            "select count(*) || ' rows, ' || coalesce(sum(hashtextextended(t::text, 0)), 0) from "
                                    + table + " t"));
        }
        return contents;
    }

    /** Count and content of every table of the application, whatever the order of its columns. */
    static List<String> rows(Database database) {
        return column(database, """
                select format('%s %s', t.name,
                         (xpath('/row/c/text()',
                            query_to_xml(
                              format('select count(*) || '' '' || coalesce(sum(hashtextextended(row(%s)::text, 0)), 0) as c'
                                     ' from %s', t.columns, t.name),
                              false, true, '')))[1])
                from (
                  select c.oid::regclass::text as name,
                         string_agg(quote_ident(a.attname), ', ' order by a.attname) as columns
                  from pg_class c
                  join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
                  where c.relkind = 'r'
                    and c.relnamespace = 'public'::regnamespace
                    and c.relname <> 'flyway_schema_history'
                  group by c.oid) t
                order by t.name
                """);
    }

    /** The first column of the single row of a query, as text. */
    static String one(Database database, String sql) {
        return String.valueOf(column(database, sql).get(0));
    }

    /** The first column of a query, as text. */
    static List<String> column(Database database, String sql) {
        try (Connection connection = database.connect("test");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private static String script(String name) {
        try (InputStream stream =
                Objects.requireNonNull(Massava.class.getResourceAsStream("/db/demo/massava/" + name), name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
