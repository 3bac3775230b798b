package dev.stopover.report;

import dev.stopover.plan.Encryption;
import dev.stopover.plan.Plan;
import dev.stopover.plan.Transfer;
import dev.stopover.sql.ColumnReference;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Where every column of the old schema goes. */
final class OldColumns {
    private OldColumns() {}

    /** Each column as {@code table.column}, in the order of the catalog. */
    static List<String> read(Connection connection) throws SQLException {
        List<String> columns = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("""
                select c.relname || '.' || a.attname
                from pg_class c
                join pg_attribute a on a.attrelid = c.oid
                where c.relnamespace = 'public'::regnamespace
                    and c.relkind in ('r', 'p')
                    and not c.relispartition
                    and a.attnum > 0
                    and not a.attisdropped
                order by c.relname, a.attnum
                """)) {
            while (rows.next()) {
                columns.add(rows.getString(1));
            }
        }
        return columns;
    }

    static String table(Plan plan, List<String> before, Set<String> after) {
        StringBuilder text = new StringBuilder();
        String table = "";
        for (String qualified : before) {
            String name = qualified.substring(0, qualified.indexOf('.'));
            String column = qualified.substring(name.length() + 1);
            if (!name.equals(table)) {
                text.append(text.isEmpty() ? "" : "\n");
                text.append("| ").append(name).append(" | goes to | afterwards |\n|---|---|---|\n");
                table = name;
            }
            text.append("| `%s` | %s | %s |\n"
                    .formatted(column, becomes(plan, name, column), after.contains(qualified) ? "stays" : "gone"));
        }
        return text.toString();
    }

    /** The target columns that are made of a source column, or else why it is left where it is. */
    private static String becomes(Plan plan, String table, String column) {
        Set<String> targets = new LinkedHashSet<>();
        Set<String> reasons = new LinkedHashSet<>();
        for (Transfer transfer : plan.transfers()) {
            Set<ColumnReference> own = aliases(transfer, table).stream()
                    .map(alias -> new ColumnReference(alias, column))
                    .collect(Collectors.toSet());
            transfer.columns().forEach((target, expression) -> {
                if (ColumnReference.in(expression).stream().anyMatch(own::contains)) {
                    targets.add("`" + transfer.into().name() + "." + target + "`");
                }
            });
            if (transfer.from().name().equals(table) && transfer.dropped().containsKey(column)) {
                reasons.add(transfer.dropped().get(column));
            }
        }
        for (Encryption encryption : plan.encryptions()) {
            if (encryption.table().name().equals(table) && encryption.column().equals(column)) {
                targets.add("`" + table + "." + encryption.into() + "`, encrypted");
            }
        }
        return String.join(", ", targets.isEmpty() ? reasons : targets);
    }

    private static List<String> aliases(Transfer transfer, String table) {
        List<String> aliases = new ArrayList<>();
        if (transfer.from().name().equals(table)) {
            aliases.add(transfer.alias());
        }
        transfer.joins().stream()
                .filter(join -> join.table().name().equals(table))
                .forEach(join -> aliases.add(join.alias()));
        return aliases;
    }
}
