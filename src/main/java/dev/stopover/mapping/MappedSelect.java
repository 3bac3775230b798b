package dev.stopover.mapping;

import dev.stopover.database.Column;
import dev.stopover.database.Identifier;
import dev.stopover.database.Relation;
import dev.stopover.plan.Transfer.Join;
import dev.stopover.sql.ColumnReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The old side of a transfer in SQL: the same for the backfill, the checks and what people are shown. */
public final class MappedSelect {
    private final BoundTransfer bound;

    public MappedSelect(BoundTransfer bound) {
        this.bound = bound;
    }

    /** {@code from <source> as <alias>} with all joins, reading every leaf and locking nothing. */
    public String from() {
        return from(bound.source().quoted());
    }

    /** The same over one leaf relation only. */
    public String fromOnly(Relation leaf) {
        return from("only " + leaf.quoted());
    }

    /** The same over a relation that stands for the source, as it is written after {@code from}. */
    public String from(String relation) {
        return from(relation, false);
    }

    /**
     * The from-clause of a chunk. Goes together with {@link #locking}: what that clause cannot lock, the nullable side of
     * an outer join, is locked here in a subquery of its own.
     */
    public String fromLocking(String relation) {
        return from(relation, bound.live());
    }

    /** The locking clause of a chunk; empty where nothing is to be locked. */
    public Optional<String> locking() {
        if (!bound.live()) {
            return Optional.empty();
        }
        List<String> locked = new ArrayList<>();
        if (bound.source().kind().isTable()) {
            locked.add(bound.transfer().alias());
        }
        bound.joins().stream()
                .filter(BoundJoin::mayChange)
                .map(BoundJoin::join)
                .filter(join -> join.type() == Join.Type.INNER)
                .map(Join::alias)
                .forEach(locked::add);
        return locked.isEmpty() ? Optional.empty() : Optional.of("for share of " + Identifier.list(locked));
    }

    /** The author's condition, in brackets, when there is one. */
    public Optional<String> condition() {
        return bound.transfer().where().map(MappedSelect::bracketed);
    }

    /** {@code where} with the author's condition and further ones; empty when there are none. */
    public String where(String... further) {
        List<String> conditions = new ArrayList<>(List.of(further));
        condition().ifPresent(conditions::add);
        return conditions.isEmpty() ? "" : "where " + String.join("\n  and ", conditions) + "\n";
    }

    /**
     * {@code where} with the author's condition and further ones, for all source rows but those for which the excluding
     * condition is true. For those the author's condition is not computed, since it may be what fails for them.
     */
    public String whereNot(Optional<String> excluded, String... further) {
        if (excluded.isEmpty()) {
            return where(further);
        }
        List<String> conditions = new ArrayList<>(List.of(further));
        conditions.add("case when " + excluded.orElseThrow() + " then false else "
                + condition().orElse("true") + " end");
        return "where " + String.join("\n  and ", conditions) + "\n";
    }

    /** The source's key columns, qualified. */
    public List<String> sourceKey() {
        return bound.sourceKey().stream().map(bound::sourceColumn).toList();
    }

    /** The source row's key as a JSON object, as rejects record it. */
    public String sourceKeyAsJson() {
        return bound.sourceKey().stream()
                .map(key -> Identifier.literal(key.name()) + ", " + readBack(key))
                .collect(Collectors.joining(", ", "jsonb_build_object(", ")"));
    }

    /**
     * True for a source row that follows another transfer's row which is not there: its expressions are not null, but
     * there is no map row or no target row. Empty when nothing is followed.
     */
    public Optional<String> followMissing() {
        if (bound.follows().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(bound.follows().stream()
                .map(MappedSelect::followMissing)
                .collect(Collectors.joining(" or ", "(", ")")));
    }

    /** {@code left join <target> as <alias>} on these target columns, each equal to what the source maps to it. */
    public String leftJoinTarget(String alias, List<String> columns) {
        return "left join " + bound.target().quoted() + " as " + Identifier.quote(alias) + "\n  on "
                + columns.stream()
                        .map(column -> Identifier.quote(alias) + "." + Identifier.quote(column) + " = "
                                + MappedColumn.cast(
                                        bound.column(column).expression(),
                                        bound.column(column).column().type()))
                        .collect(Collectors.joining("\n  and "))
                + "\n";
    }

    /** True where the target row under that alias differs from what the source maps to, in any comparable column. */
    public String differs(String alias) {
        return bound.comparableColumns().stream()
                .map(column -> column.stored(Identifier.quote(alias) + "." + Identifier.quote(column.name()))
                        + " is distinct from " + column.compared())
                .collect(Collectors.joining("\n  or ", "(", ")"));
    }

    private String from(String source, boolean locking) {
        StringBuilder sql = new StringBuilder("from ")
                .append(source)
                .append(" as ")
                .append(Identifier.quote(bound.transfer().alias()))
                .append('\n');
        bound.joins().forEach(join -> sql.append(join(join, locking)));
        bound.follows().forEach(follow -> sql.append(follow(follow, locking && findsRowsBy(follow))));
        return sql.toString();
    }

    private static String join(BoundJoin bound, boolean locking) {
        Join join = bound.join();
        String alias = Identifier.quote(join.alias());
        String table = bound.relation().quoted() + " as " + alias;
        if (join.type() == Join.Type.INNER) {
            return "join " + table + " on " + bracketed(join.on()) + "\n";
        }
        if (!locking || !bound.mayChange()) {
            return "left join " + table + " on " + bracketed(join.on()) + "\n";
        }
        return """
                left join lateral (
                  select *
                  from %s
                  where %s
                  for share
                ) as %s on true
                """.formatted(table, bracketed(join.on()), alias);
    }

    /**
     * Whether the target row is found by what was followed. A chunk must then not see what a followed row was a moment
     * ago: it would make a row under a key that nobody has any more.
     */
    private boolean findsRowsBy(BoundFollow follow) {
        return Stream.concat(
                        bound.arbiter().stream(), bound.targetKey().stream().map(Column::name))
                .flatMap(key -> ColumnReference.in(bound.column(key).expression()).stream())
                .anyMatch(reference -> reference.alias().equals(follow.follow().alias()));
    }

    private static String follow(BoundFollow bound, boolean locking) {
        String map = Identifier.quote(bound.mapAlias());
        String alias = Identifier.quote(bound.follow().alias());
        List<Column> source = bound.map().source();
        List<String> found = new ArrayList<>();
        for (int i = 0; i < source.size(); i++) {
            found.add(map + "." + Identifier.quote(MapTable.sourceColumn(source.get(i))) + " = "
                    + MappedColumn.cast(
                            bound.follow().expressions().get(i), source.get(i).baseType()));
        }
        String target = bound.map().target().stream()
                .map(key -> alias + "." + Identifier.quote(key.name()) + " = " + map + "."
                        + Identifier.quote(MapTable.targetColumn(key)))
                .collect(Collectors.joining(" and "));
        String mapped = locking
                ? """
                left join lateral (
                  select *
                  from %s as %s
                  where %s
                  for share
                ) as %s on true""".formatted(bound.map().quoted(), map, String.join(" and ", found), map)
                : "left join " + bound.map().quoted() + " as " + map + " on " + String.join(" and ", found);
        return mapped + "\nleft join " + bound.target().quoted() + " as " + alias + " on " + target + "\n";
    }

    private static String followMissing(BoundFollow bound) {
        String targetKey = Identifier.quote(bound.follow().alias()) + "."
                + Identifier.quote(bound.map().target().get(0).name());
        return bound.follow().expressions().stream()
                        .map(expression -> bracketed(expression) + " is not null and ")
                        .collect(Collectors.joining())
                + targetKey
                + " is null";
    }

    /** Written so that {@code ->>} gives a text that can be cast back; of an array JSON would make something else. */
    private String readBack(Column key) {
        return bound.sourceColumn(key) + (key.baseType().endsWith("[]") ? "::text" : "");
    }

    private static String bracketed(String sql) {
        return "(" + sql + (sql.contains("--") ? "\n" : "") + ")";
    }
}
