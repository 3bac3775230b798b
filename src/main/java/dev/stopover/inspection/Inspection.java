package dev.stopover.inspection;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a look at a database has found.
 *
 * @param at when it began
 * @param server whose database it is
 * @param findings the worst first
 * @param tables the largest
 * @param indexes the largest
 * @param queries those that took the most time in all
 * @param unseen what is missing here, and why
 */
public record Inspection(
        Instant at,
        Server server,
        List<Finding> findings,
        List<TableUse> tables,
        List<IndexUse> indexes,
        List<Clients> clients,
        List<SlowQuery> queries,
        List<Setting> settings,
        List<Unseen> unseen) {
    public Inspection {
        findings = List.copyOf(findings);
        tables = List.copyOf(tables);
        indexes = List.copyOf(indexes);
        clients = List.copyOf(clients);
        queries = List.copyOf(queries);
        settings = List.copyOf(settings);
        unseen = List.copyOf(unseen);
    }

    /**
     * The server, the database and the role that looks.
     *
     * @param bytes the size of the database
     * @param statisticsSince when what the server counts was reset; absent when it never was
     */
    public record Server(String version, String database, String role, long bytes, Optional<Instant> statisticsSince) {}

    /**
     * A table and how it is used.
     *
     * @param bytes without its indexes; absent while it is locked
     * @param indexBytes all its indexes
     * @param rows as the server estimates
     * @param tableScans how often all of it was read
     * @param indexScans how often it was read by an index
     * @param writes rows inserted, updated and deleted
     */
    public record TableUse(
            String name,
            Optional<Long> bytes,
            Optional<Long> indexBytes,
            long rows,
            long tableScans,
            long indexScans,
            long writes) {}

    /** An index and how often it was read. */
    public record IndexUse(String name, String table, long bytes, long scans, boolean unique) {}

    /**
     * Connections of one application and role that do the same.
     *
     * @param longestTransactionSeconds of those whose transactions may be seen
     */
    public record Clients(
            String application, String role, String state, long connections, long longestTransactionSeconds) {}

    /** A statement without its values. */
    public record SlowQuery(String sql, long calls, double totalMillis, double meanMillis, long rows) {}

    /**
     * A setting that matters to a migration, as a new session has it.
     *
     * @param set whether it is another than the server comes with
     */
    public record Setting(String name, String value, boolean set) {}

    /** What could not be seen. */
    public record Unseen(String subject, String reason, String remedy) {}
}
