package dev.stopover.sync;

import dev.stopover.database.Identifier;
import java.util.ArrayList;
import java.util.List;

/** The keys that a trigger leaves in the log to be derived again, as SQL over what it sees of the row. */
final class TouchedKeys {
    private final String plan;
    private final List<String> rows = new ArrayList<>();

    TouchedKeys(String plan) {
        this.plan = plan;
    }

    /**
     * A key.
     *
     * @param function that derives it
     * @param json the key; it is left out where that is null
     */
    void add(String transfer, String function, String json) {
        rows.add("(" + Identifier.literal(transfer) + ", " + Identifier.literal(function) + ", " + json + ")");
    }

    /** The key that a row had and the one that it has, where the event at hand has them. */
    void addRow(String transfer, String function, String oldJson, String newJson) {
        add(transfer, function, "case when tg_op <> 'INSERT' then " + oldJson + " end");
        add(transfer, function, "case when tg_op <> 'DELETE' then " + newJson + " end");
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    /**
     * The statement that logs them.
     *
     * @param sqlstate SQL for why the other side refused them, or {@code null}
     * @param error SQL for its words
     */
    String insert(String sqlstate, String error) {
        return """
                insert into stopover.touched (plan, transfer, resync, key, sqlstate, error)
                select distinct %s, k.transfer, k.resync, k.key, %s, %s
                from (values
                  %s) as k (transfer, resync, key)
                where k.key is not null;
                """.formatted(Identifier.literal(plan), sqlstate, error, String.join(",\n  ", rows));
    }
}
