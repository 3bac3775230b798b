package dev.stopover.reference;

import dev.stopover.plan.Plan;
import dev.stopover.plan.Transfer;
import dev.stopover.sql.ColumnReference;
import dev.stopover.testing.ReferencePlan;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The parts of a plan's page that are made from the plan and from the catalog before and after it. In the page of massava
 * each stands between {@code <!-- generated: old schema of massava -->} and {@code <!-- end -->}, and likewise {@code new
 * schema} and {@code old columns}.
 */
final class DatabasePage {
    private static final Pattern PART =
            Pattern.compile("(<!-- generated: ([a-z ]+) of ([a-z-]+) -->\n).*?(<!-- end -->\n)", Pattern.DOTALL);

    private final Map<String, String> parts = new TreeMap<>();

    /** Runs the plan, to have both schemas. */
    DatabasePage(String plan) {
        ReferencePlan reference = new ReferencePlan(plan, 1);
        parts.put("old schema", diagram(reference));
        List<String> before = columns(reference);
        reference.migrate();
        parts.put("new schema", diagram(reference));
        parts.put("old columns", oldColumns(reference.plan(), before, Set.copyOf(columns(reference))));
    }

    /** The plan of which parts are generated in a page, if any are. */
    static Optional<String> planOf(String page) {
        return PART.matcher(page).results().map(part -> part.group(3)).findFirst();
    }

    /** The page with its generated parts as they should be. */
    String renewed(String page) {
        return PART.matcher(page).replaceAll(part -> {
            String content = parts.get(part.group(2));
            if (content == null) {
                throw new IllegalArgumentException("nothing is generated under this name: " + part.group(2));
            }
            return Matcher.quoteReplacement(part.group(1) + "\n" + content + "\n" + part.group(4));
        });
    }

    private static String diagram(ReferencePlan reference) {
        List<String> references = reference.texts("""
                select format(
                    '    %s %s--%s %s : "%s"',
                    k.confrelid::regclass,
                    case when bool_and(a.attnotnull) then '||' else '|o' end,
                    case
                        when exists (
                            select
                            from pg_index i
                            where i.indrelid = k.conrelid
                                and i.indisunique
                                and i.indnkeyatts = cardinality(k.conkey)
                                and i.indkey::smallint[] @> k.conkey
                        ) then 'o|'
                        else 'o{'
                    end,
                    k.conrelid::regclass,
                    string_agg(a.attname, ', ' order by array_position(k.conkey, a.attnum))
                )
                from pg_constraint k
                join pg_attribute a on a.attrelid = k.conrelid and a.attnum = any (k.conkey)
                where k.contype = 'f'
                    and k.conparentid = 0
                    and k.connamespace = 'public'::regnamespace
                group by k.oid
                order by k.confrelid::regclass::text, k.conrelid::regclass::text, k.conname
                """);
        List<String> tables = reference.texts("""
                select
                    format(E'    %s {\\n', c.oid::regclass)
                    || string_agg(
                        format(
                            E'        %s %s%s\\n',
                            regexp_replace(format_type(a.atttypid, null), ' with(out)? time zone$| varying$', ''),
                            a.attname,
                            coalesce(' ' || keys.marks, '')
                        ),
                        '' order by a.attnum
                    )
                    || '    }'
                from pg_class c
                join pg_attribute a on a.attrelid = c.oid
                cross join lateral (
                    select string_agg(mark, ', ' order by mark desc) as marks
                    from (
                        select distinct case k.contype when 'p' then 'PK' else 'FK' end as mark
                        from pg_constraint k
                        where k.conrelid = c.oid
                            and a.attnum = any (k.conkey)
                            and k.contype in ('p', 'f')
                        union
                        select 'UK'
                        from pg_index i
                        where i.indrelid = c.oid
                            and i.indisunique
                            and not i.indisprimary
                            and a.attnum = any (i.indkey)
                    ) as found
                ) as keys
                where c.relnamespace = 'public'::regnamespace
                    and c.relkind in ('r', 'p')
                    and not c.relispartition
                    and c.relname <> 'flyway_schema_history'
                    and a.attnum > 0
                    and not a.attisdropped
                group by c.oid
                order by c.oid::regclass::text
                """);
        return ("```mermaid\nerDiagram\n" + String.join("\n", references) + "\n\n" + String.join("\n", tables)
                        + "\n```\n")
                .replaceAll("\"(\\w+)\"(?! *\n)", "$1");
    }

    /** Each column as {@code table.column}, in the order of the catalog. */
    private static List<String> columns(ReferencePlan reference) {
        return reference.texts("""
                select c.relname || '.' || a.attname
                from pg_class c
                join pg_attribute a on a.attrelid = c.oid
                where c.relnamespace = 'public'::regnamespace
                    and c.relkind in ('r', 'p')
                    and not c.relispartition
                    and c.relname <> 'flyway_schema_history'
                    and a.attnum > 0
                    and not a.attisdropped
                order by c.relname, a.attnum
                """);
    }

    private static String oldColumns(Plan plan, List<String> before, Set<String> after) {
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
