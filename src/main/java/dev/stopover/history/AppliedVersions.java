package dev.stopover.history;

import dev.stopover.plan.Version;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Which migrations a database already has, as Flyway's own history says.
 *
 * @param versions the versions that were applied and not undone
 * @param baseline the version that the database had when Flyway's history began, if it was not empty then
 */
public record AppliedVersions(Set<Version> versions, Optional<Version> baseline) {
    public AppliedVersions {
        versions = Set.copyOf(versions);
    }

    /** Whether a migration of that version need not run any more. */
    public boolean include(Version version) {
        return versions.contains(version)
                || baseline.filter(base -> version.compareTo(base) <= 0).isPresent();
    }

    /** Reads Flyway's history; the latest entry of a version decides, and type {@code DELETE} means undone. */
    public static AppliedVersions read(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return exists(statement) ? read(statement) : new AppliedVersions(Set.of(), Optional.empty());
        }
    }

    private static boolean exists(Statement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery("select to_regclass('flyway_schema_history') is not null")) {
            rows.next();
            return rows.getBoolean(1);
        }
    }

    private static AppliedVersions read(Statement statement) throws SQLException {
        Set<Version> versions = new HashSet<>();
        Optional<Version> baseline = Optional.empty();
        try (ResultSet rows = statement.executeQuery("""
                select version, type
                from (
                  select distinct on (version) version, type, success
                  from flyway_schema_history
                  where version is not null
                  order by version, installed_rank desc) latest
                where success
                  and type <> 'DELETE'
                """)) {
            while (rows.next()) {
                Version version = Version.of(rows.getString(1));
                if (rows.getString(2).equals("BASELINE")) {
                    baseline = Optional.of(version);
                } else {
                    versions.add(version);
                }
            }
        }
        return new AppliedVersions(versions, baseline);
    }
}
