package dev.stopover.inspection;

import dev.stopover.database.Database;
import dev.stopover.database.Identifier;
import dev.stopover.database.StopSignal;
import dev.stopover.inspection.Inspection.Clients;
import dev.stopover.inspection.Inspection.IndexUse;
import dev.stopover.inspection.Inspection.Server;
import dev.stopover.inspection.Inspection.Setting;
import dev.stopover.inspection.Inspection.SlowQuery;
import dev.stopover.inspection.Inspection.TableUse;
import dev.stopover.inspection.Inspection.Unseen;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Looks at a database. Writes nothing, waits for nobody, and needs no more rights than to connect. */
public final class Inspector {
    private final Database database;
    private final InspectionSettings settings;
    private final StopSignal stop;

    public Inspector(Database database, InspectionSettings settings, StopSignal stop) {
        this.database = database;
        this.settings = settings;
        this.stop = stop;
    }

    /**
     * Looks once.
     *
     * @throws dev.stopover.failure.StopoverException when the database is not there, or goes away
     */
    public Inspection inspect() {
        try (Connection connection = database.open("inspect");
                StopSignal.Watch cancelled = stop.watch(connection)) {
            return inspect(new Look(connection, stop, settings));
        } catch (SQLException e) {
            stop.check();
            throw database.failure(e);
        }
    }

    private Inspection inspect(Look look) throws SQLException {
        Instant at = Instant.now();
        Server server = look.at("the database", "server", Inspector::server).stream()
                .findFirst()
                .orElseGet(() -> new Server("", database.settings().database(), "", 0, Optional.empty()));
        List<Finding> findings = new ArrayList<>();
        for (Topic topic : Topic.values()) {
            findings.addAll(look.at(topic.word(), topic.word(), row -> finding(topic, row)));
        }
        findings.sort(Comparator.comparing(Finding::severity));
        List<TableUse> tables = look.at("tables", "tables", Inspector::table);
        List<IndexUse> indexes = look.at("indexes", "indexes", Inspector::index);
        List<Clients> clients = look.at("connections", "clients", Inspector::clients);
        List<SlowQuery> queries = queries(look);
        List<Setting> found = look.at(
                "settings",
                "settings",
                row -> new Setting(row.getString("name"), row.getString("value"), row.getBoolean("is_set")));
        List<Unseen> unseen = new ArrayList<>(look.at("rights", "unseen", Inspector::unseen));
        unseen.addAll(look.unseen());
        return new Inspection(at, server, findings, tables, indexes, clients, queries, found, unseen);
    }

    /** Where the extension is not installed, the query about what is unseen says so. */
    private static List<SlowQuery> queries(Look look) throws SQLException {
        List<String> schema = look.at("slow queries", "statements-schema", row -> row.getString(1));
        return schema.isEmpty()
                ? List.of()
                : look.at("slow queries", "slow-queries", Identifier.quote(schema.get(0)), Inspector::query);
    }

    private static Server server(ResultSet row) throws SQLException {
        return new Server(
                row.getString("version"),
                row.getString("database"),
                row.getString("role"),
                row.getLong("bytes"),
                Optional.ofNullable(row.getObject("statistics_since", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant));
    }

    private static Finding finding(Topic topic, ResultSet row) throws SQLException {
        return new Finding(
                topic,
                Severity.of(row.getString("severity")),
                row.getString("object"),
                row.getString("what"),
                row.getString("remedy"));
    }

    private static TableUse table(ResultSet row) throws SQLException {
        return new TableUse(
                row.getString("name"),
                Optional.ofNullable(row.getObject("bytes", Long.class)),
                Optional.ofNullable(row.getObject("index_bytes", Long.class)),
                row.getLong("rows"),
                row.getLong("table_scans"),
                row.getLong("index_scans"),
                row.getLong("writes"));
    }

    private static IndexUse index(ResultSet row) throws SQLException {
        return new IndexUse(
                row.getString("name"),
                row.getString("on_table"),
                row.getLong("bytes"),
                row.getLong("scans"),
                row.getBoolean("is_unique"));
    }

    private static Clients clients(ResultSet row) throws SQLException {
        return new Clients(
                row.getString("application"),
                row.getString("role"),
                row.getString("state"),
                row.getLong("connections"),
                row.getLong("longest_transaction"));
    }

    private static SlowQuery query(ResultSet row) throws SQLException {
        return new SlowQuery(
                row.getString("query"),
                row.getLong("calls"),
                row.getDouble("total_millis"),
                row.getDouble("mean_millis"),
                row.getLong("rows"));
    }

    private static Unseen unseen(ResultSet row) throws SQLException {
        return new Unseen(row.getString("subject"), row.getString("reason"), row.getString("remedy"));
    }
}
