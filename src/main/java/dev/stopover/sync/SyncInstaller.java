package dev.stopover.sync;

import dev.stopover.database.Identifier;
import dev.stopover.database.Relation;
import dev.stopover.database.StopSignal;
import dev.stopover.history.Epoch;
import dev.stopover.mapping.MapTable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes what is in the database agree with a design. What agrees already is not touched, so a run that was killed half
 * way goes on where it was, and a second call does nothing.
 *
 * <p>Functions come before triggers, which would not work without them; triggers go before functions.
 */
final class SyncInstaller {
    private final Connection connection;
    private final boolean oneTransaction;
    private final SyncNames names;
    private final ExistingSync existing;
    private final TriggerChange change;
    private final SyncListener listener;
    private final SnapshotWait wait;

    /** @param session in autocommit mode */
    SyncInstaller(
            SyncConnection session,
            Epoch epoch,
            SyncNames names,
            SyncSettings settings,
            StopSignal stop,
            SyncListener listener) {
        this.connection = session.get();
        this.oneTransaction = session.isOneTransaction();
        this.names = names;
        this.existing = new ExistingSync(connection, names);
        this.change = new TriggerChange(connection, epoch, settings, stop, listener);
        this.listener = listener;
        this.wait = new SnapshotWait(connection, stop, listener, settings.snapshotWait());
    }

    /** The fence is up before the first trigger goes that carries back what is written behind it. */
    void apply(SyncDesign design) throws SQLException {
        raise(design.fence());
        if (!isInPlace(design)) {
            change.outlast(() -> prepare(design));
            for (SyncTrigger trigger : design.triggers()) {
                install(trigger);
            }
            change.outlast(() -> replace(design.settlingFunctions()));
            if (!oneTransaction) {
                wait.forWriters();
            }
            change.outlast(() -> replace(design.triggerFunctions()));
        }
        List<ExistingSync.Trigger> superfluous = superfluous(design);
        switchOff(superfluous);
        drop(superfluous);
        change.outlast(() -> dropFunctions(design));
    }

    private void raise(WriteFence fence) throws SQLException {
        if (fence.tables().isEmpty()) {
            return;
        }
        change.outlast(() -> replace(List.of(fence.function())));
        Set<String> there = alwaysOn();
        for (Relation table : fence.tables()) {
            if (!there.contains(
                    identity(table, fence.trigger(), fence.function().name()))) {
                change.run(table, TriggerChange.Mode.SHARE_ROW_EXCLUSIVE, fence.create(table));
            }
        }
    }

    private boolean isInPlace(SyncDesign design) throws SQLException {
        List<ExistingSync.Function> functions = existing.functions();
        Set<String> triggers = alwaysOn();
        return design.allFunctions().stream()
                        .allMatch(wanted -> functions.stream().anyMatch(one -> one.is(wanted)))
                && design.triggers().stream().allMatch(trigger -> triggers.containsAll(identities(trigger)));
    }

    /** Switches triggers off, which keeps out writers for a moment but no reader. */
    private void switchOff(List<ExistingSync.Trigger> triggers) throws SQLException {
        for (Map.Entry<Relation, List<ExistingSync.Trigger>> table :
                byTable(triggers).entrySet()) {
            List<String> statements = table.getValue().stream()
                    .filter(trigger -> !trigger.isOff())
                    .map(trigger -> "alter table " + table.getKey().quoted() + " disable trigger "
                            + Identifier.quote(trigger.name()))
                    .toList();
            if (!statements.isEmpty()) {
                change.run(table.getKey(), TriggerChange.Mode.SHARE_ROW_EXCLUSIVE, statements);
            }
        }
    }

    /**
     * Everything that triggers need. A trigger's function that exists goes on as it is; a new one is idle until all are
     * there. If one table's trigger derived rows while another's was still missing, nobody would see what becomes of
     * them in the other table.
     */
    private int prepare(SyncDesign design) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (MapTable map : design.maps()) {
                statement.execute(map.ddl());
                createTargetIndex(statement, map);
            }
        }
        List<SyncFunction> needed = new ArrayList<>(design.functions());
        List<ExistingSync.Function> there = existing.functions();
        for (SyncTrigger trigger : design.triggers()) {
            trigger.idle().stream()
                    .filter(idle -> there.stream().noneMatch(one -> one.name().equals(idle.name())))
                    .forEach(needed::add);
            expectFirings(trigger);
        }
        return replace(needed);
    }

    private int replace(List<SyncFunction> functions) throws SQLException {
        List<ExistingSync.Function> there = existing.functions();
        int replaced = 0;
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            for (SyncFunction function : functions) {
                if (there.stream().noneMatch(one -> one.is(function))) {
                    statement.execute(function.sql());
                    statement.execute("revoke all on function " + function.signature() + " from public");
                    statement.execute(existing.comment(function));
                    replaced++;
                }
            }
        }
        return replaced;
    }

    /**
     * Made while the map is empty: rows are looked up from the target's side, too, once they merge or are carried back.
     * Asked for first, since {@code if not exists} keeps writers out even where it has nothing to do.
     */
    private static void createTargetIndex(Statement statement, MapTable map) throws SQLException {
        String index = Identifier.quote(Identifier.fitting(map.name() + "_target"));
        try (ResultSet row =
                statement.executeQuery("select to_regclass(" + Identifier.literal("stopover." + index) + ") is null")) {
            row.next();
            if (!row.getBoolean(1)) {
                return;
            }
        }
        statement.execute("create index " + index + " on " + map.quoted() + " ("
                + Identifier.list(
                        map.target().stream().map(MapTable::targetColumn).toList())
                + ")");
    }

    private void expectFirings(SyncTrigger trigger) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                insert into stopover.sync_firing (plan, relation, direction)
                values (?, ?, ?)
                on conflict do nothing
                """)) {
            statement.setString(1, names.plan());
            statement.setString(2, trigger.relation().quoted());
            statement.setString(3, trigger.direction());
            statement.executeUpdate();
        }
    }

    private void install(SyncTrigger trigger) throws SQLException {
        if (!alwaysOn().containsAll(identities(trigger))) {
            change.run(trigger.relation(), TriggerChange.Mode.SHARE_ROW_EXCLUSIVE, trigger.create());
            listener.installed(trigger.relation().toString(), trigger.name());
        }
    }

    private Set<String> alwaysOn() throws SQLException {
        Set<String> there = new HashSet<>();
        for (ExistingSync.Trigger one : existing.triggers()) {
            if (one.isAlwaysOn()) {
                there.add(identity(one.relation(), one.name(), one.function()));
            }
        }
        return there;
    }

    private List<ExistingSync.Trigger> superfluous(SyncDesign design) throws SQLException {
        Set<String> wanted = new HashSet<>();
        design.triggers().forEach(trigger -> wanted.addAll(identities(trigger)));
        WriteFence fence = design.fence();
        fence.tables()
                .forEach(table -> wanted.add(
                        identity(table, fence.trigger(), fence.function().name())));
        return existing.triggers().stream()
                .filter(trigger -> !wanted.contains(identity(trigger.relation(), trigger.name(), trigger.function())))
                .toList();
    }

    private void drop(List<ExistingSync.Trigger> triggers) throws SQLException {
        for (Map.Entry<Relation, List<ExistingSync.Trigger>> table :
                byTable(triggers).entrySet()) {
            List<String> statements = table.getValue().stream()
                    .map(trigger -> "drop trigger if exists " + Identifier.quote(trigger.name()) + " on "
                            + table.getKey().quoted())
                    .toList();
            change.run(table.getKey(), TriggerChange.Mode.ACCESS_EXCLUSIVE, statements);
        }
    }

    private int dropFunctions(SyncDesign design) throws SQLException {
        List<SyncFunction> wanted = design.allFunctions();
        List<ExistingSync.Function> superfluous = existing.functions().stream()
                .filter(function -> wanted.stream().noneMatch(function::is))
                .toList();
        try (Statement statement = connection.createStatement()) {
            for (ExistingSync.Function function : superfluous) {
                statement.execute("drop function " + function.signature());
            }
        }
        forgetRemoved(design);
        return superfluous.size();
    }

    private void forgetRemoved(SyncDesign design) throws SQLException {
        List<String> functions =
                design.functions().stream().map(SyncFunction::name).toList();
        try (PreparedStatement touched = connection.prepareStatement("""
                        delete from stopover.touched
                        where plan = ?
                          and resync <> all (?)
                        """);
                PreparedStatement firings = connection.prepareStatement("""
                        delete from stopover.sync_firing
                        where plan = ?
                          and (relation, direction) not in (
                            select *
                            from unnest(?, ?))
                        """)) {
            touched.setString(1, names.plan());
            touched.setArray(2, connection.createArrayOf("text", functions.toArray()));
            touched.executeUpdate();
            firings.setString(1, names.plan());
            firings.setArray(
                    2,
                    connection.createArrayOf(
                            "text",
                            design.triggers().stream()
                                    .map(trigger -> trigger.relation().quoted())
                                    .toArray()));
            firings.setArray(
                    3,
                    connection.createArrayOf(
                            "text",
                            design.triggers().stream()
                                    .map(SyncTrigger::direction)
                                    .toArray()));
            firings.executeUpdate();
        }
    }

    private static Set<String> identities(SyncTrigger trigger) {
        Set<String> identities = new HashSet<>();
        identities.add(
                identity(trigger.relation(), trigger.name(), trigger.function().name()));
        for (Relation one : trigger.truncated()) {
            identities.add(identity(
                    one, trigger.truncateName(), trigger.truncateFunction().name()));
        }
        return identities;
    }

    private static String identity(Relation relation, String trigger, String function) {
        return relation.oid() + " " + trigger + " " + function;
    }

    private static Map<Relation, List<ExistingSync.Trigger>> byTable(List<ExistingSync.Trigger> triggers) {
        Map<Relation, List<ExistingSync.Trigger>> tables = new LinkedHashMap<>();
        triggers.forEach(trigger -> tables.computeIfAbsent(trigger.relation(), relation -> new ArrayList<>())
                .add(trigger));
        return tables;
    }
}
