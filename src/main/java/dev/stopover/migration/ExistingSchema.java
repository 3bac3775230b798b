package dev.stopover.migration;

import dev.stopover.failure.BlockedException;
import dev.stopover.plan.Plan;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** What a database without a history must look like for a plan to begin. */
final class ExistingSchema {
    private ExistingSchema() {}

    /**
     * A plan with a baseline needs the schema of that version; a plan without one begins with an empty schema.
     *
     * @throws BlockedException when the database is otherwise
     */
    static void check(Connection connection, Plan plan) throws SQLException {
        boolean empty = isEmpty(connection);
        if (empty && plan.baseline().isPresent()) {
            throw new BlockedException(
                    "plan " + plan.name() + " begins with an existing schema at version "
                            + plan.baseline().get() + ", but the schema " + connection.getSchema() + " is empty",
                    "Check that --url names the right database, or create the old schema first.");
        }
        if (!empty && plan.baseline().isEmpty()) {
            throw new BlockedException(
                    "the schema " + connection.getSchema() + " is not empty and has no flyway_schema_history, and plan "
                            + plan.name() + " names no baseline",
                    "If this is the schema that the plan begins with, give it a version in plan.yaml: baseline: 1");
        }
    }

    /** By the same objects as Flyway, which leaves extensions out. */
    private static boolean isEmpty(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                        select not exists (
                          select from pg_class c
                          where c.relnamespace = (select oid from pg_namespace where nspname = current_schema())
                            and c.relkind in ('r', 'p', 'v', 'm', 'f', 'S')
                            and not exists (
                              select from pg_depend d
                              where d.classid = 'pg_class'::regclass
                                and d.objid = c.oid
                                and d.deptype = 'e'))
                        and not exists (
                          select from pg_proc p
                          where p.pronamespace = (select oid from pg_namespace where nspname = current_schema())
                            and not exists (
                              select from pg_depend d
                              where d.classid = 'pg_proc'::regclass
                                and d.objid = p.oid
                                and d.deptype = 'e'))
                        and not exists (
                          select from pg_type t
                          where t.typnamespace = (select oid from pg_namespace where nspname = current_schema())
                            and t.typcategory not in ('A', 'C')
                            and not exists (
                              select from pg_depend d
                              where d.classid = 'pg_type'::regclass
                                and d.objid = t.oid
                                and d.deptype = 'e'))
                        """);
                ResultSet rows = statement.executeQuery()) {
            rows.next();
            return rows.getBoolean(1);
        }
    }
}
