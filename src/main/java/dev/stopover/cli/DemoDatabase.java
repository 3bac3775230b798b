package dev.stopover.cli;

import dev.stopover.database.Database;
import dev.stopover.database.DatabaseSettings;
import dev.stopover.database.Identifier;
import dev.stopover.database.SqlState;
import dev.stopover.failure.BlockedException;
import dev.stopover.failure.FailedException;
import dev.stopover.failure.UsageException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/** The database of a demonstration: never one in which something is. */
final class DemoDatabase {
    private final Database database;
    private final String schema;
    private final String rows;

    private DemoDatabase(Database database, String schema, String rows) {
        this.database = database;
        this.schema = schema;
        this.rows = rows;
    }

    /**
     * The demonstration of a bundled plan.
     *
     * @throws UsageException when the plan has none
     */
    static DemoDatabase of(Database database, String plan) {
        return new DemoDatabase(database, script(plan, "schema.sql"), script(plan, "data.sql"));
    }

    /**
     * Loads the old schema and its rows.
     *
     * @param scale how many times the smallest number of rows
     * @return whether the database was created for it
     * @throws BlockedException when the database is not empty
     */
    boolean load(int scale) {
        boolean created = createIfMissing();
        try (Connection connection = database.connect("demo");
                Statement statement = connection.createStatement()) {
            refuseUnlessEmpty(statement);
            statement.execute(schema);
            try (PreparedStatement setting =
                    connection.prepareStatement("select set_config('stopover.scale', ?, false)")) {
                setting.setString(1, String.valueOf(scale));
                setting.execute();
            }
            statement.execute(rows);
        } catch (SQLException e) {
            throw failed(
                    "cannot load the demonstration into " + database.settings().display(), e);
        }
        return created;
    }

    /** Drops the database, which {@link #load} created. */
    void drop() {
        try (Connection connection = maintenance().connect("demo");
                Statement statement = connection.createStatement()) {
            statement.execute("drop database " + name() + " with (force)");
        } catch (SQLException e) {
            throw failed("cannot drop " + database.settings().display(), e);
        }
    }

    private boolean createIfMissing() {
        try (Connection connection = database.open("demo")) {
            return false;
        } catch (SQLException e) {
            if (!SqlState.of(e).equals(SqlState.INVALID_CATALOG_NAME)) {
                throw database.failure(e);
            }
        }
        try (Connection connection = maintenance().connect("demo");
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name());
            return true;
        } catch (SQLException e) {
            throw failed("cannot create " + database.settings().display(), e);
        }
    }

    private void refuseUnlessEmpty(Statement statement) throws SQLException {
        try (ResultSet objects = statement.executeQuery("""
                select n.nspname || '.' || c.relname
                from pg_class c
                join pg_namespace n on n.oid = c.relnamespace
                where n.nspname not in ('pg_catalog', 'information_schema')
                  and n.nspname not like 'pg\\_toast%'
                  and n.nspname not like 'pg\\_temp%'
                  and not exists (
                    select
                    from pg_depend d
                    where d.classid = 'pg_class'::regclass
                      and d.objid = c.oid
                      and d.deptype = 'e')
                order by 1
                limit 1
                """)) {
            if (objects.next()) {
                throw new BlockedException(
                        "the database " + database.settings().display() + " is not empty: it has "
                                + objects.getString(1),
                        "Name an empty database, or one that does not exist yet: it is created.");
            }
        }
    }

    private Database maintenance() {
        DatabaseSettings settings = database.settings();
        return new Database(new DatabaseSettings(
                settings.hosts(), "postgres", settings.user(), settings.password(), settings.parameters()));
    }

    private String name() {
        return Identifier.quote(database.settings().database());
    }

    private static FailedException failed(String what, SQLException e) {
        return new FailedException(what + ": " + e.getMessage(), "Nothing but the demonstration is concerned.", e);
    }

    private static String script(String plan, String file) {
        String path = "/db/demo/" + plan + "/" + file;
        return Optional.ofNullable(DemoDatabase.class.getResourceAsStream(path))
                .map(DemoDatabase::text)
                .orElseThrow(() ->
                        new UsageException("plan " + plan + " has no demonstration", "stopover demo massava has one."));
    }

    private static String text(InputStream script) {
        try (script) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
