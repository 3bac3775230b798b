package dev.stopover.cli;

import dev.stopover.database.Database;
import dev.stopover.database.Identifier;
import dev.stopover.failure.UnreachableException;
import dev.stopover.history.PhaseHistory;
import dev.stopover.history.PhaseState;
import dev.stopover.mapping.BoundTransfer;
import dev.stopover.mapping.TransferBinder;
import dev.stopover.migration.MigrationStatus;
import dev.stopover.plan.Plan;
import dev.stopover.plan.TableName;
import dev.stopover.plan.Transfer;
import dev.stopover.plan.Version;
import dev.stopover.transfer.TransferSql;
import dev.stopover.transfer.WalEstimate;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a plan would do: on one database, where its transfers are bound to the tables as they are now, or on none.
 *
 * @param phases the states of the phases that the database knows
 * @param applied the versions that need not run any more
 * @param sql by transfer; a transfer is missing while one of its tables does not exist yet
 * @param wal how much WAL each of these transfers would write from begin to end
 */
record PlanPreview(
        Plan plan,
        Map<String, PhaseState> phases,
        Set<Version> applied,
        Map<String, String> sql,
        Map<String, WalEstimate> wal) {
    PlanPreview {
        phases = Map.copyOf(phases);
        applied = Set.copyOf(applied);
        sql = Map.copyOf(sql);
        wal = Map.copyOf(wal);
    }

    /** Without a database: nothing is done yet, and the mappings are as the plan says them. */
    static PlanPreview of(Plan plan) {
        return new PlanPreview(plan, Map.of(), Set.of(), Map.of(), Map.of());
    }

    /** On a database, which is only read. */
    static PlanPreview of(Plan plan, Database database) {
        try (Connection connection = database.connect("plan")) {
            Map<String, String> sql = new LinkedHashMap<>();
            Map<String, WalEstimate> wal = new LinkedHashMap<>();
            for (Transfer transfer : plan.transfers()) {
                if (exists(connection, transfer.from()) && exists(connection, transfer.into())) {
                    BoundTransfer bound = TransferBinder.bind(connection, plan, transfer);
                    sql.put(transfer.name(), TransferSql.describe(bound));
                    WalEstimate.of(connection, bound).ifPresent(estimate -> wal.put(transfer.name(), estimate));
                }
            }
            return new PlanPreview(
                    plan,
                    states(connection, plan),
                    MigrationStatus.read(connection, plan).applied(),
                    sql,
                    wal);
        } catch (SQLException e) {
            throw new UnreachableException(
                    "cannot read " + database.settings().display() + ": " + e.getMessage(),
                    "Check that the role may read the tables that the plan names.",
                    e);
        }
    }

    /** The states of the phases that the database knows; none where Stopover was never used. */
    static Map<String, PhaseState> states(Connection connection, Plan plan) throws SQLException {
        return exists(connection, new TableName(Optional.of("stopover"), "phase"))
                ? PhaseHistory.states(connection, plan.name())
                : Map.of();
    }

    private static boolean exists(Connection connection, TableName table) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select to_regclass(?) is not null")) {
            statement.setString(1, Identifier.quote(table));
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getBoolean(1);
            }
        }
    }
}
