package dev.stopover.transfer;

import dev.stopover.plan.Position;
import dev.stopover.plan.TableName;
import dev.stopover.plan.Transfer;
import dev.stopover.plan.Transfer.Follow;
import dev.stopover.plan.Transfer.Join;
import dev.stopover.plan.Transfer.OnConflict;
import dev.stopover.plan.Transfer.Reverse;
import dev.stopover.plan.Transfer.Sync;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes a transfer as a plan does. */
public final class TransferBuilder {
    private final String name;
    private final List<Join> joins = new ArrayList<>();
    private final List<Follow> follows = new ArrayList<>();
    private final Map<String, String> columns = new LinkedHashMap<>();
    private final Map<String, String> dropped = new LinkedHashMap<>();
    private TableName from = table("source");
    private String alias = "s";
    private TableName into = table("target");
    private List<String> key = List.of();
    private Optional<String> where = Optional.empty();
    private Optional<OnConflict> onConflict = Optional.empty();
    private Sync sync = new Sync.Generated();
    private Reverse reverse = new Reverse.Derived();

    private TransferBuilder(String name) {
        this.name = name;
    }

    public static TransferBuilder transfer(String name) {
        return new TransferBuilder(name);
    }

    public TransferBuilder from(String table, String as) {
        from = table(table);
        alias = as;
        return this;
    }

    public TransferBuilder into(String table) {
        into = table(table);
        return this;
    }

    public TransferBuilder key(String... names) {
        key = List.of(names);
        return this;
    }

    public TransferBuilder column(String target, String expression) {
        columns.put(target, expression);
        return this;
    }

    /** Maps each of these columns to the one of the same name. */
    public TransferBuilder copy(String... names) {
        for (String column : names) {
            columns.put(column, alias + ".\"" + column + "\"");
        }
        return this;
    }

    public TransferBuilder drop(String column) {
        dropped.put(column, "not needed");
        return this;
    }

    public TransferBuilder join(String as, String table, String on, Join.Type type, boolean fixed) {
        joins.add(new Join(as, table(table), on, type, fixed));
        return this;
    }

    public TransferBuilder follow(String as, String transfer, String... expressions) {
        follows.add(new Follow(as, transfer, List.of(expressions)));
        return this;
    }

    public TransferBuilder where(String condition) {
        where = Optional.of(condition);
        return this;
    }

    public TransferBuilder onConflict(String... names) {
        onConflict = Optional.of(new OnConflict(List.of(names)));
        return this;
    }

    public TransferBuilder withoutSync() {
        sync = new Sync.None("not needed");
        return this;
    }

    public TransferBuilder withoutReverse() {
        reverse = new Reverse.None("not needed");
        return this;
    }

    public TransferBuilder reverse(Map<String, String> expressions) {
        reverse = new Reverse.Columns(expressions);
        return this;
    }

    public Transfer build() {
        return new Transfer(
                name,
                from,
                alias,
                key,
                joins,
                follows,
                into,
                columns,
                dropped,
                where,
                onConflict,
                sync,
                reverse,
                new Position("plan.yaml", 12, 7));
    }

    private static TableName table(String name) {
        int dot = name.indexOf('.');
        return dot < 0
                ? new TableName(Optional.empty(), name)
                : new TableName(Optional.of(name.substring(0, dot)), name.substring(dot + 1));
    }
}
