package dev.stopover.sync;

import dev.stopover.database.Column;
import dev.stopover.database.Identifier;
import dev.stopover.mapping.BoundTransfer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The trigger functions of one table of the old schema. They call the functions of its transfers: removals in the
 * opposite order of the plan, since later targets refer to earlier ones, everything else in its order.
 *
 * <p>What the target refuses must not fail the application's statement. It is written down instead, tried again when the
 * transaction commits, and stops the run if it still fails then. What others are in the way of, and whatever ends
 * statements from outside, goes through to the application as it would without the trigger.
 */
final class ForwardTrigger {
    /** SQLSTATE classes that say something about the row or about the target, as opposed to the moment. */
    static final String REFUSALS = "'0A', '21', '22', '23', '2F', '38', '39', '42', '44', '54', 'P0'";

    private final SyncNames names;
    private final FunctionFrame frame;
    private final SyncedRelation relation;
    private final Predicate<BoundTransfer> reversed;

    /** @param reversed whether the plan has reverse sync for a transfer */
    ForwardTrigger(SyncNames names, FunctionFrame frame, SyncedRelation relation, Predicate<BoundTransfer> reversed) {
        this.names = names;
        this.frame = frame;
        this.relation = relation;
        this.reversed = reversed;
    }

    SyncTrigger trigger() {
        return new SyncTrigger(
                "forward",
                relation.relation(),
                relation.leaves(),
                names.forwardTrigger(),
                names.forwardTruncateTrigger(),
                rows(false),
                truncate(),
                rows(true));
    }

    /**
     * The rows' function.
     *
     * @param settling whether writes that no trigger saw may still be under way: each row's partners are then locked every
     *     time, so that such a write is waited for
     */
    private SyncFunction rows(boolean settling) {
        String sync = """
                if tg_op = 'DELETE' then
                %selsif tg_op = 'INSERT' then
                %selse
                %send if;
                """.formatted(
                deletes().indent(2), inserts().indent(2), updates(settling).indent(2));
        String body = guarded(sync, rowKeys(), "stopover_carried := true;\n")
                + fired()
                + """
                if current_setting('transaction_isolation') <> 'read committed' then
                %send if;
                return null;
                """.formatted(rowKeys().insert("null", "null").indent(2));
        return frame.entry(
                names.forward(relation.relation()),
                "",
                "trigger",
                "stopover_problem text;\nstopover_needed boolean;\nstopover_carried boolean := false;\n"
                        + relation.sources().stream()
                                .filter(reversed)
                                .findFirst()
                                .map(transfer -> write(transfer).declarations())
                                .orElse(""),
                body);
    }

    private SyncFunction truncate() {
        StringBuilder sync = new StringBuilder();
        TouchedKeys keys = new TouchedKeys(names.plan());
        reversed(relation.sources()).forEach(transfer -> {
            sync.append("perform ")
                    .append(SyncNames.quoted(names.resync(transfer.transfer().name())))
                    .append("('null');\n");
            keys.add(
                    transfer.transfer().name(), names.resync(transfer.transfer().name()), "jsonb 'null'");
        });
        for (SyncedRelation.Partner partner : relation.partners()) {
            BoundTransfer child = partner.transfer();
            KeySql childKeys = new KeySql(child);
            String name = child.transfer().name();
            sync.append("perform ")
                    .append(SyncNames.quoted(names.sync(name)))
                    .append("(")
                    .append(childKeys.of("s"))
                    .append(", true, false)\nfrom ")
                    .append(child.source().quoted())
                    .append(" as s;\n");
        }
        String body = guarded(sync.toString(), keys, "")
                + (keys.isEmpty()
                        ? ""
                        : """
                if current_setting('transaction_isolation') <> 'read committed' then
                %send if;
                """.formatted(keys.insert("null", "null").indent(2)))
                + "return null;\n";
        return frame.entry(names.forwardTruncate(relation.relation()), "", "trigger", "", body);
    }

    /**
     * Notes that somebody still writes here what the new side needs, at most once a minute in a session. The new application
     * may write to this table, too: what it writes to columns, or into rows, of which nothing becomes anything does not
     * count, and neither does what comes from the new side.
     */
    private String fired() {
        String setting =
                Identifier.literal("stopover.fired_" + relation.relation().oid());
        String minute = "(extract(epoch from clock_timestamp())::bigint / 60)::text";
        return """
                if stopover_carried and coalesce(current_setting(%s, true), '') <> %s and not (%s) then
                  perform stopover.sync_fired(%s, %s, 'forward');
                  perform set_config(%s, %s, false);
                end if;
                """.formatted(
                        setting,
                        minute,
                        relation.sources().isEmpty()
                                ? "false"
                                : "coalesce(current_setting('stopover.sync', true), '') like 'reverse %'",
                        Identifier.literal(names.plan()),
                        Identifier.literal(relation.relation().quoted()),
                        setting,
                        minute);
    }

    /** @param refused what to do, too, when the target refuses something */
    private static String guarded(String sync, TouchedKeys keys, String refused) {
        return """
                begin
                %sexception
                  when others then
                    if left(sqlstate, 2) not in (%s) then
                      raise;
                    end if;
                %send;
                """.formatted(
                        sync.indent(2),
                        REFUSALS,
                        (keys.isEmpty() ? "raise;\n" : refused + keys.insert("sqlstate", "sqlerrm")).indent(4));
    }

    private String deletes() {
        StringBuilder sql = new StringBuilder();
        reversed(relation.sources())
                .forEach(transfer ->
                        sql.append(unlessReversed(transfer, List.of("old"), sync(transfer, "old", "false"))));
        relation.partners().forEach(partner -> sql.append(partner(partner, "old")));
        return sql.toString();
    }

    private String inserts() {
        StringBuilder sql = new StringBuilder();
        relation.sources()
                .forEach(transfer ->
                        sql.append(unlessReversed(transfer, List.of("new"), sync(transfer, "new", "true"))));
        relation.partners().forEach(partner -> sql.append(partner(partner, "new")));
        return sql.toString();
    }

    private String updates(boolean settling) {
        StringBuilder sql = new StringBuilder();
        List<BoundTransfer> sources = relation.sources();
        for (BoundTransfer transfer : sources) {
            sql.append(whenRekeyed(transfer, new KeyMove(transfer, write(transfer)).sql()));
        }
        for (BoundTransfer transfer : reversed(sources)) {
            sql.append(whenRekeyed(transfer, sync(transfer, "old", "false")));
        }
        for (BoundTransfer transfer : sources) {
            List<Column> relevant =
                    RelevantColumns.of(transfer, transfer.transfer().alias(), relation.columns());
            List<Column> choosing = RelevantColumns.choosingPartners(transfer, relation.columns());
            String partners = settling ? "true" : RelevantColumns.differ("new", "old", choosing);
            sql.append(unlessIrrelevant(
                    transfer,
                    relevant,
                    unlessReversed(transfer, List.of("old", "new"), sync(transfer, "new", partners))));
        }
        for (SyncedRelation.Partner partner : relation.partners()) {
            List<Column> relevant =
                    RelevantColumns.of(partner.transfer(), partner.join().join().alias(), relation.columns());
            if (!relevant.isEmpty()) {
                List<Column> choosing = RelevantColumns.choosingRows(
                        partner.transfer(), partner.join().join(), relation.columns());
                sql.append("if ")
                        .append(RelevantColumns.differ("new", "old", choosing))
                        .append(" then\n")
                        .append(partner(partner, "old").indent(2))
                        .append("end if;\nif ")
                        .append(RelevantColumns.differ("new", "old", relevant))
                        .append(" then\n")
                        .append(partner(partner, "new").indent(2))
                        .append("end if;\n");
            }
        }
        return sql.toString();
    }

    /**
     * A write that changes nothing of interest still gives the row another place in its table. While rows are copied that may
     * be one where no chunk comes by any more, so that the row is derived here.
     */
    private String unlessIrrelevant(BoundTransfer transfer, List<Column> relevant, String sql) {
        return """
                stopover_needed := %s;
                if not stopover_needed then
                  stopover_needed := not exists (
                    select 1
                    from stopover.transfer as c
                    where c.plan = %s
                      and c.name = %s
                      and c.state = 'copied');
                end if;
                if stopover_needed then
                %send if;
                """.formatted(
                        RelevantColumns.differ("new", "old", relevant),
                        Identifier.literal(names.plan()),
                        Identifier.literal(transfer.transfer().name()),
                        sql.indent(2));
    }

    private String whenRekeyed(BoundTransfer transfer, String sql) {
        return "if " + RelevantColumns.differ("new", "old", transfer.sourceKey()) + " then\n"
                + unlessReversed(transfer, List.of("old", "new"), sql).indent(2) + "end if;\n";
    }

    private String sync(BoundTransfer transfer, String row, String partners) {
        KeySql keys = new KeySql(transfer);
        String name = transfer.transfer().name();
        return """
                stopover_problem := %s(%s, false, %s);
                stopover_carried := stopover_carried or stopover_problem is not null;
                if stopover_problem <> '' then
                  insert into stopover.touched (plan, transfer, resync, key, sqlstate, error)
                  values (%s, %s, %s, %s, '23503', stopover_problem);
                end if;
                """.formatted(
                        SyncNames.quoted(names.sync(name)),
                        keys.of(row),
                        partners,
                        Identifier.literal(names.plan()),
                        Identifier.literal(name),
                        Identifier.literal(names.resync(name)),
                        keys.json(row));
    }

    private String partner(SyncedRelation.Partner partner, String row) {
        String function = names.partner(
                partner.transfer().transfer().name(), partner.join().join().alias());
        return """
                stopover_problem := %s(to_jsonb(%s));
                stopover_carried := stopover_carried or stopover_problem is not null;
                """.formatted(SyncNames.quoted(function), row);
    }

    private String unlessReversed(BoundTransfer transfer, List<String> rows, String sql) {
        if (!reversed.test(transfer)) {
            return sql;
        }
        TargetWrite opposite =
                TargetWrite.reverse(names.plan(), transfer.transfer().name());
        String running = rows.stream()
                .map(row -> opposite.isRunning(new KeySql(transfer).json(row)))
                .collect(Collectors.joining(" or "));
        return "if not (" + running + ") then\n" + sql.indent(2) + "end if;\n";
    }

    private TargetWrite write(BoundTransfer transfer) {
        return TargetWrite.forward(names.plan(), transfer.transfer().name(), reversed.test(transfer));
    }

    /** What has to be derived again if this call failed or may have seen too little. */
    private TouchedKeys rowKeys() {
        TouchedKeys keys = new TouchedKeys(names.plan());
        for (BoundTransfer transfer : relation.sources()) {
            String name = transfer.transfer().name();
            KeySql key = new KeySql(transfer);
            keys.addRow(name, names.resync(name), key.json("old"), key.json("new"));
        }
        for (SyncedRelation.Partner partner : relation.partners()) {
            String name = partner.transfer().transfer().name();
            String function = names.partner(name, partner.join().join().alias());
            keys.addRow(name, function, "to_jsonb(old)", "to_jsonb(new)");
        }
        return keys;
    }

    private static List<BoundTransfer> reversed(List<BoundTransfer> transfers) {
        List<BoundTransfer> backwards = new ArrayList<>(transfers);
        java.util.Collections.reverse(backwards);
        return backwards;
    }
}
