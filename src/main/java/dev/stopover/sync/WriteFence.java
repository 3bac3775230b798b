package dev.stopover.sync;

import dev.stopover.database.Catalog;
import dev.stopover.database.Identifier;
import dev.stopover.database.Relation;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tables of the new schema that the application may not write to, because nothing carries it back any more: an error now
 * is better than a write that is gone when the table is. What triggers write, which comes from the old side, and
 * Stopover's own sessions pass.
 *
 * @param trigger the name of its triggers
 * @param function what they call
 * @param tables the tables, and partitions, since a statement on a partition fires no trigger of its parent
 */
record WriteFence(String trigger, SyncFunction function, List<Relation> tables) {
    WriteFence {
        tables = List.copyOf(tables);
    }

    /** None at all. */
    static WriteFence none(SyncNames names) {
        return around(names, List.of());
    }

    /** Where there is one now. */
    static WriteFence asItIs(SyncNames names, List<ExistingSync.Trigger> existing) {
        return around(names, named(names.fenceTrigger(), existing));
    }

    /**
     * Where there is one now, and around all tables whose writes are carried back now and will not be, if these were empty
     * before the plan filled them: others belong to whoever had filled them.
     *
     * @param staying the triggers that stay
     */
    static WriteFence where(
            Connection connection, SyncNames names, List<ExistingSync.Trigger> existing, List<SyncTrigger> staying)
            throws SQLException {
        Map<Long, Relation> tables = new HashMap<>();
        named(names.fenceTrigger(), existing).forEach(table -> tables.put(table.oid(), table));
        Set<Long> carriedBack = new HashSet<>();
        staying.stream()
                .filter(trigger -> trigger.name().equals(names.reverseTrigger()))
                .forEach(trigger -> carriedBack.add(trigger.relation().oid()));
        Set<Long> ofThePlan = filledFromEmpty(connection, names.plan());
        Catalog catalog = new Catalog(connection);
        for (Relation table : named(names.reverseTrigger(), existing)) {
            if (!carriedBack.contains(table.oid()) && ofThePlan.contains(table.oid())) {
                tables.put(table.oid(), table);
                for (Relation leaf : catalog.leaves(table)) {
                    tables.put(leaf.oid(), leaf);
                }
            }
        }
        return around(names, List.copyOf(tables.values()));
    }

    private static WriteFence around(SyncNames names, List<Relation> tables) {
        return new WriteFence(names.fenceTrigger(), function(names), tables);
    }

    private static List<Relation> named(String name, List<ExistingSync.Trigger> existing) {
        return existing.stream()
                .filter(trigger -> trigger.name().equals(name))
                .map(ExistingSync.Trigger::relation)
                .toList();
    }

    private static Set<Long> filledFromEmpty(Connection connection, String plan) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                select to_regclass(target)::oid::bigint
                from stopover.transfer
                where plan = ?
                  and to_regclass(target) is not null
                group by 1
                having bool_and(coalesce(target_empty, true))
                """)) {
            statement.setString(1, plan);
            Set<Long> tables = new HashSet<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    tables.add(rows.getLong(1));
                }
            }
            return tables;
        }
    }

    private static SyncFunction function(SyncNames names) {
        String sql = """
                create or replace function %s() returns trigger
                language plpgsql
                set search_path = pg_catalog, pg_temp
                as $stopover_sync$
                begin
                  if pg_trigger_depth() > 1
                    or current_setting('application_name') ~ '^stopover( |$)' then
                    return null;
                  end if;
                  raise exception 'table %%.%% is closed: plan %% went back over its cut-over', tg_table_schema, tg_table_name, %s
                    using errcode = 'read_only_sql_transaction',
                          hint = 'Nothing would carry this write back to the old tables. Write to those, until cut-over has come again.';
                end $stopover_sync$
                """.formatted(SyncNames.quoted(names.fence()), Identifier.literal(names.plan()));
        return new SyncFunction(names.fence(), "", sql);
    }

    /** The statements that put it around a table. */
    List<String> create(Relation table) {
        List<String> statements = new ArrayList<>();
        statements.add("""
                create or replace trigger %s
                  before insert or update or delete or truncate on %s
                  for each statement
                  execute function %s()
                """.formatted(Identifier.quote(trigger), table.quoted(), SyncNames.quoted(function.name())));
        statements.add(
                "alter table only %s enable always trigger %s".formatted(table.quoted(), Identifier.quote(trigger)));
        return statements;
    }
}
