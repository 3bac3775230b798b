package dev.stopover.sync;

import dev.stopover.database.Catalog;
import dev.stopover.database.Column;
import dev.stopover.database.Relation;
import dev.stopover.mapping.BoundJoin;
import dev.stopover.mapping.BoundTransfer;
import dev.stopover.mapping.MapTable;
import dev.stopover.mapping.TransferBinder;
import dev.stopover.plan.Plan;
import dev.stopover.plan.Transfer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Everything that sync of some transfers of a plan needs in the database. Installing and removing are the same: what is
 * there is made to agree with a design.
 */
record SyncDesign(List<MapTable> maps, List<SyncFunction> functions, List<SyncTrigger> triggers) {
    SyncDesign {
        maps = List.copyOf(maps);
        functions = List.copyOf(functions);
        triggers = List.copyOf(triggers);
    }

    /** A plan without sync. */
    static final SyncDesign NOTHING = new SyncDesign(List.of(), List.of(), List.of());

    /**
     * Forward sync of these transfers.
     *
     * @param connection in autocommit mode
     */
    static SyncDesign forward(Connection connection, Plan plan, List<Transfer> transfers) throws SQLException {
        List<BoundTransfer> bound = new ArrayList<>();
        for (Transfer transfer : transfers) {
            bound.add(TransferBinder.bind(connection, plan, transfer));
        }
        SyncNames names = SyncNames.of(plan);
        FunctionFrame frame = new FunctionFrame(searchPath(connection));
        List<SyncFunction> functions = new ArrayList<>();
        List<MergeGroup> groups = MergeGroup.of(bound);
        groups.stream()
                .filter(MergeGroup::merges)
                .forEach(group -> functions.addAll(new MergeSync(names, frame, group, bound).functions()));
        for (BoundTransfer transfer : bound) {
            TargetWrite write =
                    TargetWrite.forward(plan.name(), transfer.transfer().name(), false);
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
        for (SyncedRelation relation : relations(new Catalog(connection), bound)) {
            triggers.add(new ForwardTrigger(names, frame, relation, transfer -> false).trigger());
        }
        List<MapTable> maps =
                bound.stream().flatMap(transfer -> transfer.map().stream()).toList();
        return new SyncDesign(maps, functions, triggers);
    }

    /** All functions, those of triggers last, since they call the others. */
    List<SyncFunction> allFunctions() {
        List<SyncFunction> all = new ArrayList<>(functions);
        for (SyncTrigger trigger : triggers) {
            all.add(trigger.function());
            all.add(trigger.truncateFunction());
        }
        return all;
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
