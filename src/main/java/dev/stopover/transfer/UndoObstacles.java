package dev.stopover.transfer;

import dev.stopover.database.Catalog;
import dev.stopover.database.Identifier;
import dev.stopover.database.SqlState;
import dev.stopover.history.TransferHistory;
import dev.stopover.history.TransferState;
import dev.stopover.history.UndoHistory;
import dev.stopover.mapping.BoundTransfer;
import dev.stopover.mapping.Claims;
import dev.stopover.mapping.TransferBinder;
import dev.stopover.plan.InvalidPlanException;
import dev.stopover.plan.Phase;
import dev.stopover.plan.Plan;
import dev.stopover.plan.Transfer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds out before anything is undone what would keep it from succeeding, and what would be lost by it. */
final class UndoObstacles {
    private final Connection connection;
    private final Plan plan;
    private final Phase phase;
    private final FilledTargets targets;
    private final List<UndoObstacle> obstacles = new ArrayList<>();

    private UndoObstacles(Connection connection, Plan plan, Phase phase, FilledTargets targets) {
        this.connection = connection;
        this.plan = plan;
        this.phase = phase;
        this.targets = targets;
    }

    /** @param connection in autocommit mode, without a time limit */
    static List<UndoObstacle> find(Connection connection, Plan plan, Phase phase, FilledTargets targets)
            throws SQLException {
        UndoObstacles found = new UndoObstacles(connection, plan, phase, targets);
        found.find();
        return List.copyOf(found.obstacles);
    }

    private void find() throws SQLException {
        for (String name : targets.unknown()) {
            add(
                    "transfer " + name + " has moved rows and is not in phase " + phase.name()
                            + " of the plan any more",
                    "Put it back into plan.yaml until the phase is rolled back.");
        }
        for (Filled table : targets.tables()) {
            for (Filled.Part part : table.parts()) {
                followers(part);
            }
            if (table.wasEmpty()) {
                otherPhases(table);
                strangers(table);
            } else {
                maps(table);
            }
        }
        obstacles.addAll(
                new ReferringRows(connection, plan, targets, LaterConstraints.read(connection, plan, phase)).find());
    }

    private void add(String reason, String remedy) {
        obstacles.add(new UndoObstacle(UndoObstacle.Kind.BLOCKS, reason, remedy));
    }

    /** What follows a map is only right as long as the map is there. */
    private void followers(Filled.Part part) throws SQLException {
        for (Phase other : plan.phases()) {
            if (other.name().equals(phase.name())) {
                continue;
            }
            for (Transfer transfer : other.transfers()) {
                boolean follows = transfer.follows().stream()
                        .anyMatch(follow ->
                                follow.transfer().equals(part.transfer().name()));
                if (follows && hasBegun(transfer)) {
                    add(
                            "transfer " + transfer.name() + " of phase " + other.name() + " follows "
                                    + part.transfer().name(),
                            "Roll back phase " + other.name() + " first.");
                }
            }
        }
    }

    private boolean hasBegun(Transfer transfer) throws SQLException {
        return new TransferHistory(connection)
                .find(plan.name(), transfer.name())
                .filter(record -> record.state() != TransferState.PENDING)
                .isPresent();
    }

    private void otherPhases(Filled table) throws SQLException {
        for (String other : new UndoHistory(connection).otherPhasesInto(plan.name(), phase.name(), table.target())) {
            add(
                    "phase " + other + " has moved rows into " + table.target() + ", too",
                    "Roll back phase " + other + " first.");
        }
    }

    private void maps(Filled table) throws SQLException {
        for (Filled.Part part : table.parts()) {
            if (part.record().state() != TransferState.PENDING && !new Catalog(connection).exists(part.map())) {
                add(
                        table.target() + " held rows before transfer "
                                + part.transfer().name()
                                + ", and its map, which tells the new ones apart, is not there",
                        "Restore the map " + part.map() + ", or the table from a backup.");
            }
        }
    }

    /** Rows that no transfer has made. Looked for one by one only when there are more rows than the transfers made. */
    private void strangers(Filled table) throws SQLException {
        long surplus = number("select count(*) from " + table.target()) - table.inserted();
        if (surplus <= 0) {
            return;
        }
        long strangers = countStrangers(table).orElse(surplus);
        if (strangers > 0) {
            obstacles.add(new UndoObstacle(
                    UndoObstacle.Kind.LOSES_ROWS,
                    strangers + (strangers == 1 ? " row of " : " rows of ") + table.target()
                            + (strangers == 1 ? " comes" : " come") + " from no transfer and would be lost",
                    "Save what you need of them and accept the loss."));
        }
    }

    /** Empty when the transfers' sources cannot be read as they were. */
    private Optional<Long> countStrangers(Filled table) throws SQLException {
        try {
            List<String> claims = new ArrayList<>();
            List<String> key = new ArrayList<>();
            for (Filled.Part part : table.parts()) {
                BoundTransfer bound = TransferBinder.bind(connection, plan, part.transfer());
                claims.add(Claims.of(bound));
                key = bound.targetKey().stream()
                        .map(column -> "t." + Identifier.quote(column.name()))
                        .toList();
            }
            return Optional.of(number("""
                    select count(*)
                    from %s as t
                    where not exists (
                      select
                      from (
                        %s) as c
                      where (%s) = (%s))
                    """.formatted(
                            table.target(),
                            String.join("union all\n", claims),
                            String.join(", ", key),
                            String.join(", ", Claims.keys("c", key.size())))));
        } catch (InvalidPlanException e) {
            return Optional.empty();
        } catch (SQLException e) {
            String state = SqlState.of(e);
            if (SqlState.isData(state) || state.startsWith("42")) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private long number(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            try (ResultSet row = statement.executeQuery(sql)) {
                row.next();
                return row.getLong(1);
            }
        }
    }
}
