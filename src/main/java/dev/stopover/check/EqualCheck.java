package dev.stopover.check;

import dev.stopover.database.Identifier;
import dev.stopover.database.Relation;
import dev.stopover.mapping.BoundTransfer;
import dev.stopover.mapping.MappedColumn;
import dev.stopover.plan.Check;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;

/**
 * Every source row equals its target row in every mapped column. Compared range by range, each in a statement of its
 * own, since one snapshot over hours would hold back VACUUM.
 */
final class EqualCheck {
    private final CheckSession session;
    private final BoundTransfer bound;
    private final Rejected rejected;
    private final Comparison comparison;
    private final LongConsumer progress;
    private final RangeSize size = new RangeSize();
    private final Tally total = new Tally();

    private EqualCheck(CheckSession session, Checked transfer, Comparison comparison, LongConsumer progress) {
        this.session = session;
        this.bound = transfer.bound();
        this.rejected = transfer.rejected();
        this.comparison = comparison;
        this.progress = progress;
    }

    static Finding evaluate(CheckSession session, Bindings bindings, Check.Equal check, LongConsumer progress)
            throws SQLException {
        Checked transfer = bindings.checked(check.transfer());
        Comparison comparison = new Comparison(transfer, bindings.before(transfer.bound()));
        return new EqualCheck(session, transfer, comparison, progress).evaluate();
    }

    private Finding evaluate() throws SQLException {
        for (Relation leaf : bound.leaves()) {
            Tally tally = new Tally();
            if (leaf.hasBlocks()) {
                while (!compareBlocks(leaf, tally)) {
                    tally = new Tally();
                }
            } else {
                compare(leaf, tally);
            }
            total.add(tally);
        }
        String detail = detail();
        String expected = total.compared + " rows equal";
        return total.passed()
                ? new Finding(true, expected, expected, detail, List.of())
                : new Finding(
                        false,
                        expected,
                        "%d rows equal, %d different, %d missing"
                                .formatted(
                                        total.compared - total.different - total.missing,
                                        total.different,
                                        total.missing),
                        detail,
                        total.keys);
    }

    /** False when the table was rewritten meanwhile, so that blocks no longer mean what they did. */
    private boolean compareBlocks(Relation leaf, Tally tally) throws SQLException {
        Extent extent = extent(leaf);
        long block = 0;
        while (true) {
            long next = block + size.blocks();
            boolean last = next >= extent.blocks();
            long begin = System.nanoTime();
            long filenode = last ? compare(leaf, tally, from(block)) : compare(leaf, tally, from(block), before(next));
            if (filenode != extent.filenode()) {
                return false;
            }
            size.took(System.nanoTime() - begin);
            if (last) {
                return true;
            }
            block = next;
        }
    }

    private long compare(Relation leaf, Tally tally, String... range) throws SQLException {
        session.stop().check();
        long filenode;
        long failed;
        try (Statement statement = statement();
                ResultSet row = statement.executeQuery(comparison.counts(leaf, range))) {
            row.next();
            tally.compared += row.getLong("compared");
            tally.merged += row.getLong("merged");
            tally.different += row.getLong("different");
            tally.missing += row.getLong("missing");
            failed = row.getLong("different") + row.getLong("missing");
            filenode = row.getLong("filenode");
        }
        int wanted = Finding.MOST_KEYS - total.keys.size() - tally.keys.size();
        if (failed > 0 && wanted > 0) {
            name(comparison.failures(leaf, wanted, range), tally);
        }
        progress.accept(total.compared + tally.compared);
        return filenode;
    }

    private void name(String sql, Tally tally) throws SQLException {
        try (Statement statement = statement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                String label = rows.getString("label");
                tally.keys.add(
                        rows.getString("state").equals("missing")
                                ? label + ": not in " + bound.target()
                                : label + ": " + rows.getString("differing"));
            }
        }
    }

    private String detail() {
        List<String> sentences = new ArrayList<>();
        if (total.merged > 0) {
            sentences.add(total.merged + " of them are merged into rows with the same "
                    + String.join(", ", bound.arbiter()) + ".");
        }
        rejected.sentence().ifPresent(sentences::add);
        String left = bound.columns().stream()
                .filter(column -> !column.repeatable())
                .map(MappedColumn::name)
                .collect(Collectors.joining(", "));
        if (!left.isEmpty()) {
            sentences.add("Not compared, since the expression gives another value each time: " + left + ".");
        }
        if (!total.passed()) {
            sentences.add("Each key is a row of " + bound.source() + ", with the columns of " + bound.target()
                    + " that differ.");
        }
        return String.join(" ", sentences);
    }

    private Extent extent(Relation leaf) throws SQLException {
        try (PreparedStatement statement = session.connection().prepareStatement("""
                        select coalesce(pg_relation_filenode(c.oid), 0),
                               pg_relation_size(c.oid) / current_setting('block_size')::bigint
                        from pg_class c
                        where c.oid = ?
                        """)) {
            statement.setLong(1, leaf.oid());
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    throw new SQLException(leaf + " is gone", "42P01");
                }
                return new Extent(row.getLong(1), row.getLong(2));
            }
        }
    }

    private Statement statement() throws SQLException {
        Statement statement = session.connection().createStatement();
        statement.setEscapeProcessing(false);
        return statement;
    }

    private String from(long block) {
        return Identifier.quote(bound.transfer().alias()) + ".ctid >= '(" + block + ",0)'";
    }

    private String before(long block) {
        return Identifier.quote(bound.transfer().alias()) + ".ctid < '(" + block + ",0)'";
    }

    private record Extent(long filenode, long blocks) {}

    private static final class Tally {
        private long compared;
        private long merged;
        private long different;
        private long missing;
        private final List<String> keys = new ArrayList<>();

        private boolean passed() {
            return different == 0 && missing == 0;
        }

        private void add(Tally other) {
            compared += other.compared;
            merged += other.merged;
            different += other.different;
            missing += other.missing;
            keys.addAll(other.keys);
        }
    }
}
