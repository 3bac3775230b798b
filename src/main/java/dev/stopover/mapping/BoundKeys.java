package dev.stopover.mapping;

import dev.stopover.database.Catalog;
import dev.stopover.database.Column;
import dev.stopover.database.Relation;
import dev.stopover.database.UniqueIndex;
import dev.stopover.plan.Suggestion;
import dev.stopover.plan.TableName;
import dev.stopover.plan.Transfer;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Both ends of a transfer and the keys on each, as far as the catalog knows them. */
record BoundKeys(
        Relation source,
        List<Column> sourceColumns,
        List<Column> sourceKey,
        Relation target,
        List<Column> targetColumns,
        List<UniqueIndex> targetIndexes,
        List<Column> targetKey) {

    /** Reads both ends; reports what is missing and throws when there is nothing to go on with. */
    static BoundKeys read(Catalog catalog, Transfer transfer, BindingProblems problems) throws SQLException {
        Optional<Relation> source = relation(catalog, transfer.from(), "from", problems);
        Optional<Relation> target = relation(catalog, transfer.into(), "into", problems);
        problems.throwIfAny();
        List<Column> sourceColumns = catalog.columns(source.orElseThrow());
        List<Column> targetColumns = catalog.columns(target.orElseThrow());
        List<UniqueIndex> targetIndexes = catalog.uniqueIndexes(target.orElseThrow());
        List<Column> sourceKey = sourceKey(catalog, transfer, source.orElseThrow(), sourceColumns, problems);
        List<Column> targetKey = targetKey(target.orElseThrow(), targetColumns, targetIndexes, problems);
        problems.throwIfAny();
        return new BoundKeys(
                source.orElseThrow(),
                sourceColumns,
                sourceKey,
                target.orElseThrow(),
                targetColumns,
                targetIndexes,
                targetKey);
    }

    /** The relation of that name, or a problem with a suggestion. */
    static Optional<Relation> relation(Catalog catalog, TableName name, String role, BindingProblems problems)
            throws SQLException {
        Optional<Relation> relation = catalog.relation(name);
        if (relation.isEmpty()) {
            problems.add(
                    role + ": there is no table or view " + name,
                    Suggestion.among(name.name(), catalog.names(name.schema())));
        }
        return relation;
    }

    private static List<Column> sourceKey(
            Catalog catalog, Transfer transfer, Relation source, List<Column> columns, BindingProblems problems)
            throws SQLException {
        List<UniqueIndex> indexes = catalog.uniqueIndexes(source);
        if (transfer.key().isEmpty()) {
            Optional<UniqueIndex> primary =
                    indexes.stream().filter(UniqueIndex::primary).findFirst();
            if (primary.isEmpty()) {
                problems.add(source + " has no primary key", "Name the columns that tell its rows apart: key: [ … ].");
                return List.of();
            }
            return named(primary.orElseThrow().columns(), columns, source, problems);
        }
        if (source.kind().isTable() && indexes.stream().noneMatch(index -> index.isOn(transfer.key()))) {
            problems.add(
                    "key " + transfer.key() + " of " + source + " has no unique index",
                    "Create one on exactly these columns, so that every row can be named.");
        }
        List<Column> key = named(transfer.key(), columns, source, problems);
        key.stream()
                .filter(column -> source.kind().isTable() && !column.notNull())
                .forEach(column -> problems.add(
                        "key: " + column.name() + " of " + source + " may be null",
                        "Use columns that are not null, so that every row can be named."));
        return key;
    }

    private static List<Column> targetKey(
            Relation target, List<Column> columns, List<UniqueIndex> indexes, BindingProblems problems) {
        if (!target.kind().isTable()) {
            problems.add("into: " + target + " is not a table", "Rows can only be moved into a table.");
            return List.of();
        }
        Optional<UniqueIndex> primary =
                indexes.stream().filter(UniqueIndex::primary).findFirst();
        if (primary.isEmpty()) {
            problems.add(target + " has no primary key", "Give it one in a migration before this transfer.");
            return List.of();
        }
        if (primary.orElseThrow().deferrable()) {
            problems.add(
                    "the primary key of " + target + " is deferrable",
                    "ON CONFLICT needs one that is not: alter it in a migration.");
        }
        return named(primary.orElseThrow().columns(), columns, target, problems);
    }

    private static List<Column> named(
            List<String> names, List<Column> columns, Relation relation, BindingProblems problems) {
        List<String> known = columns.stream().map(Column::name).toList();
        names.stream()
                .filter(name -> !known.contains(name))
                .forEach(name ->
                        problems.add("key: " + relation + " has no column " + name, Suggestion.among(name, known)));
        return names.stream()
                .flatMap(name -> columns.stream().filter(column -> column.name().equals(name)))
                .toList();
    }
}
