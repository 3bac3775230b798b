package dev.stopover.sync;

import dev.stopover.database.Catalog;
import dev.stopover.database.Column;
import dev.stopover.database.Relation;
import dev.stopover.mapping.BoundJoin;
import dev.stopover.mapping.BoundTransfer;
import dev.stopover.mapping.MapTable;
import dev.stopover.mapping.TransferBinder;
import dev.stopover.plan.InvalidPlanException;
import dev.stopover.plan.Plan;
import dev.stopover.plan.PlanProblem;
import dev.stopover.plan.Transfer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Everything that sync of some transfers of a plan needs in the database. Installing and removing are the same: what is
 * there is made to agree with a design.
 */
record SyncDesign(List<MapTable> maps, List<SyncFunction> functions, List<SyncTrigger> triggers, WriteFence fence) {
    SyncDesign {
        maps = List.copyOf(maps);
        functions = List.copyOf(functions);
        triggers = List.copyOf(triggers);
    }

    /**
     * Sync of these transfers.
     *
     * @param connection in autocommit mode
     * @param reverse whether writes to the targets are carried back
     * @throws InvalidPlanException when that is asked for and cannot be generated, or when sync itself cannot
     */
    static SyncDesign of(Connection connection, Plan plan, List<Transfer> transfers, boolean reverse)
            throws SQLException {
        List<BoundTransfer> bound = new ArrayList<>();
        for (Transfer transfer : transfers) {
            if (transfer.sync() instanceof Transfer.Sync.Generated) {
                bound.add(TransferBinder.bind(connection, plan, transfer));
            }
        }
        List<MergeGroup> groups = MergeGroup.of(bound);
        SyncProblems.check(connection, plan.name(), bound, groups);
        Catalog catalog = new Catalog(connection);
        List<ReverseMapping> back = reverseMappings(connection, catalog, bound, groups, reverse);
        Set<BoundTransfer> reversed = back.stream().map(ReverseMapping::bound).collect(Collectors.toSet());
        SyncNames names = SyncNames.of(plan);
        FunctionFrame frame = new FunctionFrame(searchPath(connection));
        List<SyncFunction> functions = new ArrayList<>();
        groups.stream()
                .filter(MergeGroup::merges)
                .forEach(group -> functions.addAll(new MergeSync(names, frame, group, bound).functions()));
        for (BoundTransfer transfer : bound) {
            TargetWrite write =
                    TargetWrite.forward(plan.name(), transfer.transfer().name(), reversed.contains(transfer));
            PartnerSync partners = new PartnerSync(names, frame, transfer);
            if (groups.stream()
                    .noneMatch(group -> group.merges() && group.members().contains(transfer))) {
                functions.add(new RowSync(names, frame, transfer, Dependent.of(transfer, bound), write).function());
            }
            functions.add(Resync.of(names, frame, transfer));
            transfer.follows().forEach(follow -> functions.add(partners.following(follow)));
            transfer.joins().stream()
                    .filter(BoundJoin::mayChange)
                    .forEach(join -> functions.add(partners.joining(join)));
        }
        List<SyncTrigger> triggers = new ArrayList<>();
        for (SyncedRelation relation : relations(catalog, bound)) {
            triggers.add(new ForwardTrigger(names, frame, relation, reversed::contains).trigger());
        }
        if (reverse) {
            Map<Long, List<ReverseMapping>> byTarget = new LinkedHashMap<>();
            back.forEach(
                    mapping -> byTarget.computeIfAbsent(mapping.bound().target().oid(), oid -> new ArrayList<>())
                            .add(mapping));
            for (List<ReverseMapping> mappings : byTarget.values()) {
                Relation target = mappings.get(0).bound().target();
                ReverseTrigger trigger = new ReverseTrigger(names, frame, target, catalog.leaves(target), mappings);
                functions.addAll(trigger.again());
                triggers.add(trigger.trigger());
            }
        }
        List<MapTable> maps =
                bound.stream().flatMap(transfer -> transfer.map().stream()).toList();
        return new SyncDesign(maps, functions, triggers, WriteFence.none(names));
    }

    /** The same with a fence. */
    SyncDesign with(WriteFence other) {
        return new SyncDesign(maps, functions, triggers, other);
    }

    private static List<ReverseMapping> reverseMappings(
            Connection connection,
            Catalog catalog,
            List<BoundTransfer> bound,
            List<MergeGroup> groups,
            boolean required)
            throws SQLException {
        List<ReverseMapping> mappings = new ArrayList<>();
        List<PlanProblem> problems = new ArrayList<>();
        for (BoundTransfer transfer : bound) {
            boolean merges = groups.stream()
                    .anyMatch(group -> group.merges() && group.members().contains(transfer));
            ReverseMapping.Result result = ReverseMapping.of(
                    transfer,
                    merges,
                    catalog.columns(transfer.source()),
                    SyncProblems.columnsWithoutNeed(connection, transfer.source()));
            result.mapping().ifPresent(mappings::add);
            problems.addAll(result.problems());
        }
        if (required && !problems.isEmpty()) {
            throw new InvalidPlanException(problems);
        }
        return mappings;
    }

    /** All functions, those of triggers last, since they call the others. */
    List<SyncFunction> allFunctions() {
        List<SyncFunction> all = new ArrayList<>(functions);
        all.addAll(triggerFunctions());
        if (!fence.tables().isEmpty()) {
            all.add(fence.function());
        }
        return all;
    }

    /** The functions of triggers. */
    List<SyncFunction> triggerFunctions() {
        return triggers.stream()
                .flatMap(trigger -> Stream.of(trigger.function(), trigger.truncateFunction()))
                .toList();
    }

    /** What they are for as long as writes that no trigger saw may still be under way. */
    List<SyncFunction> settlingFunctions() {
        return triggers.stream()
                .flatMap(trigger -> Stream.of(trigger.settling(), trigger.truncateFunction()))
                .toList();
    }

    private static List<SyncedRelation> relations(Catalog catalog, List<BoundTransfer> transfers) throws SQLException {
        Map<Long, Relation> tables = new LinkedHashMap<>();
        for (BoundTransfer transfer : transfers) {
            tables.putIfAbsent(transfer.source().oid(), transfer.source());
            transfer.joins().stream()
                    .filter(BoundJoin::mayChange)
                    .map(BoundJoin::relation)
                    .forEach(relation -> tables.putIfAbsent(relation.oid(), relation));
        }
        List<SyncedRelation> relations = new ArrayList<>();
        for (Relation table : tables.values()) {
            List<Column> columns = catalog.columns(table);
            List<BoundTransfer> sources = transfers.stream()
                    .filter(transfer -> transfer.source().oid() == table.oid())
                    .toList();
            List<SyncedRelation.Partner> partners = transfers.stream()
                    .flatMap(transfer -> transfer.joins().stream()
                            .filter(join -> join.mayChange() && join.relation().oid() == table.oid())
                            .map(join -> new SyncedRelation.Partner(transfer, join)))
                    .toList();
            relations.add(new SyncedRelation(table, catalog.leaves(table), columns, sources, partners));
        }
        return relations;
    }

    private static String searchPath(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        select coalesce(string_agg(quote_ident(s), ', ' order by n), 'pg_catalog') || ', pg_temp'
                        from unnest(current_schemas(false)) with ordinality as u (s, n)
                        """)) {
            row.next();
            return row.getString(1);
        }
    }
}
