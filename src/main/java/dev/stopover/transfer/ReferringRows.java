package dev.stopover.transfer;

import dev.stopover.database.Catalog;
import dev.stopover.mapping.BoundTransfer;
import dev.stopover.mapping.MapTable;
import dev.stopover.mapping.TransferBinder;
import dev.stopover.plan.Plan;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Rows of tables that no transfer of the phase fills and that refer to rows which go when it is undone. Their foreign key
 * says what becomes of them: they are in the way, they go with those rows, or they forget what they referred to.
 */
final class ReferringRows {
    private final Connection connection;
    private final Plan plan;
    private final Set<String> filled = new HashSet<>();
    private final FilledTargets targets;
    private final LaterConstraints later;
    private final List<UndoObstacle> obstacles = new ArrayList<>();
    private final Set<ForeignKey> seen = new HashSet<>();

    ReferringRows(Connection connection, Plan plan, FilledTargets targets, LaterConstraints later) {
        this.connection = connection;
        this.plan = plan;
        this.targets = targets;
        this.later = later;
        targets.tables().forEach(table -> filled.add(table.target()));
    }

    List<UndoObstacle> find() throws SQLException {
        for (Filled table : targets.tables()) {
            if (table.wasEmpty()) {
                follow(new Going(table.target(), 0, Optional.empty()));
            } else {
                Optional<String> made = made(table);
                if (made.isPresent()) {
                    follow(new Going(table.target(), 0, made));
                }
            }
        }
        return List.copyOf(obstacles);
    }

    /**
     * The rows of a table that would go.
     *
     * @param depth how many keys lead to it
     * @param condition true for such a row under the alias of that depth; empty when all would go
     */
    private record Going(String table, int depth, Optional<String> condition) {
        String alias() {
            return "g" + depth;
        }

        /** The condition that is true for a referring row under the next alias. */
        String referredToBy(ForeignKey key) {
            String child = "g" + (depth + 1);
            return condition
                    .map(going -> """
                            exists (
                              select
                              from %s as %s
                              where %s
                                and (%s))""".formatted(table, alias(), key.refersTo(child, alias()), going))
                    .orElseGet(() -> key.refers(child));
        }
    }

    private void follow(Going parents) throws SQLException {
        for (ForeignKey key : ForeignKey.to(connection, parents.table())) {
            if (filled.contains(key.child()) || later.contain(key) || !seen.add(key)) {
                continue;
            }
            Going children = new Going(key.child(), parents.depth() + 1, Optional.of(parents.referredToBy(key)));
            long rows = count(children);
            if (rows > 0) {
                obstacles.add(obstacle(key, rows));
                if (key.onDelete() == ForeignKey.OnDelete.CASCADE) {
                    follow(children);
                }
            }
        }
    }

    private static UndoObstacle obstacle(ForeignKey key, long rows) {
        String what = rows + (rows == 1 ? " row of " : " rows of ") + key.child() + " (" + key.name() + ") ";
        String one = rows == 1 ? "s" : "";
        return switch (key.onDelete()) {
            case REFUSE ->
                new UndoObstacle(
                        UndoObstacle.Kind.BLOCKS,
                        what + "refer" + one + " to rows of " + key.parent() + " that would go",
                        "Remove or redirect them first; roll back later phases first if they have filled " + key.child()
                                + ".");
            case CASCADE ->
                new UndoObstacle(
                        UndoObstacle.Kind.LOSES_ELSEWHERE,
                        what + "would go with the rows of " + key.parent() + " to which "
                                + (rows == 1 ? "it refers" : "they refer"),
                        "Save what you need of them and accept the loss.");
            case SET_NULL ->
                new UndoObstacle(
                        UndoObstacle.Kind.LOSES_ELSEWHERE,
                        what + "would forget to which rows of " + key.parent() + " "
                                + (rows == 1 ? "it refers" : "they refer") + " (" + String.join(", ", key.columns())
                                + " becomes null)",
                        "Save what you need of them and accept the loss.");
        };
    }

    /** The condition that is true for the rows of a table that transfers have made; empty when there are none. */
    private Optional<String> made(Filled table) throws SQLException {
        List<String> conditions = new ArrayList<>();
        for (Filled.Part part : table.parts()) {
            if (new Catalog(connection).exists(part.map())) {
                BoundTransfer bound = TransferBinder.bind(connection, plan, part.transfer());
                MapTable map = MapTable.of(plan, bound);
                conditions.add("""
                        exists (
                          select
                          from %s as w
                          where w.inserted
                            and %s)""".formatted(map.quoted(), new MapReversal(bound, map, List.of()).isTarget("g0", "w")));
            }
        }
        return conditions.isEmpty() ? Optional.empty() : Optional.of(String.join("\n  or ", conditions));
    }

    private long count(Going rows) throws SQLException {
        String sql = "select count(*) from " + rows.table() + " as " + rows.alias() + "\nwhere "
                + rows.condition().orElse("true");
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            try (ResultSet row = statement.executeQuery(sql)) {
                row.next();
                return row.getLong(1);
            }
        }
    }
}
