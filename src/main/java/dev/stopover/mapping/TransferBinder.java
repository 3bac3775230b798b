package dev.stopover.mapping;

import dev.stopover.database.Catalog;
import dev.stopover.database.Column;
import dev.stopover.database.UniqueIndex;
import dev.stopover.plan.Plan;
import dev.stopover.plan.Suggestion;
import dev.stopover.plan.Transfer;
import dev.stopover.plan.Transfer.Follow;
import dev.stopover.plan.Transfer.Join;
import dev.stopover.sql.ColumnReference;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Binds a transfer to one database: resolves every name and finds all that would go wrong before a row moves. */
public final class TransferBinder {
    private final Catalog catalog;
    private final Repeatability repeatability;
    private final Plan plan;
    private final Transfer transfer;
    private final BindingProblems problems;

    private TransferBinder(Connection connection, Plan plan, Transfer transfer) {
        this.catalog = new Catalog(connection);
        this.repeatability = new Repeatability(connection);
        this.plan = plan;
        this.transfer = transfer;
        this.problems = new BindingProblems(transfer);
    }

    /**
     * Binds a transfer.
     *
     * @param connection in autocommit mode, since faulty expressions are found by asking the server to plan them
     * @throws dev.stopover.plan.InvalidPlanException with everything that is wrong, at the transfer's position
     */
    public static BoundTransfer bind(Connection connection, Plan plan, Transfer transfer) throws SQLException {
        TransferBinder binder = new TransferBinder(connection, plan, transfer);
        BoundTransfer bound = binder.bind();
        new ExpressionProbe(connection, bound, binder.problems).run();
        binder.problems.throwIfAny();
        return bound;
    }

    private BoundTransfer bind() throws SQLException {
        BoundKeys ends = BoundKeys.read(catalog, transfer, problems);
        List<BoundJoin> joins = joins();
        List<BoundFollow> follows = follows();
        List<MappedColumn> columns = columns(ends);
        checkEveryTargetKeyColumnIsMapped(ends);
        checkEverySourceColumnIsAccountedFor(ends);
        List<String> arbiter = arbiter(ends);
        checkKeyIsStable(columns, ends, arbiter);
        problems.throwIfAny();
        MapTable map = map(transfer, ends);
        boolean mapped = MapTable.isKept(plan, transfer)
                || (plan.live() && !hasCopiedKey(columns, ends))
                || catalog.exists(map.quoted());
        return new BoundTransfer(
                transfer,
                plan.live(),
                ends.source(),
                catalog.leaves(ends.source()),
                ends.sourceKey(),
                ends.target(),
                ends.targetKey(),
                columns,
                arbiter,
                joins,
                follows,
                mapped ? Optional.of(map) : Optional.empty());
    }

    /** Beside live writes a source row may be gone whose target row must go too, so that row has to be found without it. */
    private boolean hasCopiedKey(List<MappedColumn> columns, BoundKeys ends) {
        List<MappedColumn> key = ends.targetKey().stream()
                .flatMap(wanted ->
                        columns.stream().filter(column -> column.name().equals(wanted.name())))
                .toList();
        return CopiedKey.of(transfer.alias(), ends.sourceKey(), key).isPresent();
    }

    private MapTable map(Transfer of, BoundKeys ends) {
        return new MapTable(MapTable.name(plan, of), ends.sourceKey(), ends.targetKey());
    }

    private List<BoundJoin> joins() throws SQLException {
        List<BoundJoin> joins = new ArrayList<>();
        for (Join join : transfer.joins()) {
            BoundKeys.relation(catalog, join.table(), "join " + join.alias(), problems)
                    .ifPresent(relation -> joins.add(new BoundJoin(join, relation)));
        }
        return joins;
    }

    private List<BoundFollow> follows() throws SQLException {
        List<BoundFollow> follows = new ArrayList<>();
        for (Follow follow : transfer.follows()) {
            Optional<Transfer> followed = plan.transfer(follow.transfer());
            if (followed.isEmpty()) {
                List<String> names =
                        plan.transfers().stream().map(Transfer::name).toList();
                problems.add(
                        "follow " + follow.alias() + ": there is no transfer " + follow.transfer(),
                        Suggestion.among(follow.transfer(), names));
                continue;
            }
            BoundKeys ends = BoundKeys.read(catalog, followed.orElseThrow(), problems);
            if (ends.sourceKey().size() != follow.expressions().size()) {
                List<String> key = ends.sourceKey().stream().map(Column::name).toList();
                problems.add(
                        "follow " + follow.alias() + ": " + follow.transfer() + " is found by " + key
                                + ", but there are " + follow.expressions().size() + " expressions",
                        "Give one expression for each of " + String.join(", ", key) + ".");
                continue;
            }
            follows.add(new BoundFollow(follow, map(followed.orElseThrow(), ends), ends.target()));
        }
        return follows;
    }

    private List<MappedColumn> columns(BoundKeys ends) throws SQLException {
        List<String> known = ends.targetColumns().stream().map(Column::name).toList();
        List<MappedColumn> columns = new ArrayList<>();
        for (var mapping : transfer.columns().entrySet()) {
            Optional<Column> column = ends.targetColumns().stream()
                    .filter(candidate -> candidate.name().equals(mapping.getKey()))
                    .findFirst();
            if (column.isEmpty()) {
                problems.add(
                        "columns: " + ends.target() + " has no column " + mapping.getKey(),
                        Suggestion.among(mapping.getKey(), known));
            } else if (column.orElseThrow().origin() == Column.Origin.GENERATED) {
                problems.add(
                        "columns: " + mapping.getKey() + " of " + ends.target() + " is generated",
                        "Leave it out: the server computes it.");
            } else {
                columns.add(new MappedColumn(
                        column.orElseThrow(), mapping.getValue(), repeatability.of(mapping.getValue())));
            }
        }
        return columns;
    }

    private void checkEveryTargetKeyColumnIsMapped(BoundKeys ends) {
        ends.targetKey().stream()
                .map(Column::name)
                .filter(name -> !transfer.columns().containsKey(name))
                .forEach(name -> problems.add(
                        "columns: " + name + ", part of the primary key of " + ends.target() + ", is not mapped",
                        "Map it to an expression over the source: rows are recognized by it when a run is resumed."));
    }

    private void checkEverySourceColumnIsAccountedFor(BoundKeys ends) {
        List<String> known = ends.sourceColumns().stream().map(Column::name).toList();
        Set<String> mentioned = new LinkedHashSet<>();
        expressions()
                .flatMap(expression -> ColumnReference.in(expression).stream())
                .filter(reference -> reference.alias().equals(transfer.alias()))
                .forEach(reference -> mentioned.add(reference.column()));
        for (String dropped : transfer.dropped().keySet()) {
            if (!known.contains(dropped)) {
                problems.add("drop: " + ends.source() + " has no column " + dropped, Suggestion.among(dropped, known));
            }
        }
        if (mentioned.contains(ColumnReference.ALL)) {
            return;
        }
        for (String column : known) {
            if (!mentioned.contains(column) && !transfer.dropped().containsKey(column)) {
                problems.add(
                        "column " + column + " of " + ends.source() + " is neither used nor dropped",
                        "Map it as " + transfer.alias() + "." + column + ", or list it under drop with the reason.");
            }
        }
    }

    private Stream<String> expressions() {
        return Stream.of(
                        transfer.columns().values().stream(),
                        transfer.where().stream(),
                        transfer.joins().stream().map(Join::on),
                        transfer.follows().stream().flatMap(follow -> follow.expressions().stream()))
                .flatMap(expressions -> expressions);
    }

    private List<String> arbiter(BoundKeys ends) {
        List<String> key = ends.targetKey().stream().map(Column::name).toList();
        if (transfer.onConflict().isEmpty()) {
            return key;
        }
        List<String> columns = transfer.onConflict().orElseThrow().columns();
        boolean found = ends.targetIndexes().stream()
                .filter(index -> !index.deferrable())
                .anyMatch((UniqueIndex index) -> index.isOn(columns));
        if (!found) {
            problems.add(
                    "on-conflict: " + ends.target() + " has no unique index on exactly " + columns,
                    "Create one in a migration before this transfer: valid, over all rows, not deferrable.");
        }
        columns.stream()
                .filter(column -> !transfer.columns().containsKey(column))
                .forEach(column ->
                        problems.add("on-conflict: " + column + " is not mapped", "Map it: rows are merged by it."));
        return columns;
    }

    private void checkKeyIsStable(List<MappedColumn> columns, BoundKeys ends, List<String> arbiter) {
        Set<String> keys = new LinkedHashSet<>(arbiter);
        ends.targetKey().forEach(key -> keys.add(key.name()));
        columns.stream()
                .filter(column -> keys.contains(column.name()) && !column.repeatable())
                .forEach(column -> problems.add(
                        "columns: " + column.name() + ": " + column.expression() + " gives another value each time",
                        "A key must follow from the source row alone, or a resumed run would copy rows twice."));
    }
}
