package dev.stopover.transfer;

import dev.stopover.database.Catalog;
import dev.stopover.database.Relation;
import dev.stopover.failure.BlockedException;
import dev.stopover.failure.FailedException;
import dev.stopover.history.Epoch;
import dev.stopover.history.Extent;
import dev.stopover.history.Transaction;
import dev.stopover.history.TransferHistory;
import dev.stopover.history.TransferRecord;
import dev.stopover.history.TransferState;
import dev.stopover.mapping.BoundFollow;
import dev.stopover.mapping.BoundTransfer;
import dev.stopover.mapping.MappedSelect;
import dev.stopover.plan.TableName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Cuts a transfer's source into the extents that workers claim, once, and anew when the source was rewritten. */
final class ExtentPlanner {
    private static final int MOST_EXTENTS = 128;
    private static final Pattern ESTIMATE = Pattern.compile(" rows=(\\d+) ");

    private final Connection connection;
    private final Epoch epoch;
    private final BoundTransfer bound;
    private final long extentBlocks;
    private final TransferHistory history;

    /** @param connection in autocommit mode */
    ExtentPlanner(Connection connection, Epoch epoch, BoundTransfer bound, long extentBlocks) {
        this.connection = connection;
        this.epoch = epoch;
        this.bound = bound;
        this.extentBlocks = extentBlocks;
        this.history = new TransferHistory(connection);
    }

    /**
     * Records the transfer, and plans its extents when that was not done before.
     *
     * @throws BlockedException when it began with another definition, or follows a transfer that is not copied
     */
    TransferRecord prepare(String phase, String definition) throws SQLException {
        String name = bound.transfer().name();
        return Transaction.run(connection, epoch, () -> {
            history.register(epoch, phase, name, definition);
            TransferRecord record = history.lock(epoch.plan(), name).orElseThrow();
            if (!record.definition().equals(definition)) {
                redefine(record, definition);
            }
            if (record.state() == TransferState.PENDING) {
                plan(record.id());
            }
            return history.find(epoch.plan(), name).orElseThrow();
        });
    }

    /** Plans the extents of one relation anew if it is another file than the one they were planned for. */
    boolean restartIfRewritten(String relation) throws SQLException {
        return Transaction.run(connection, epoch, () -> {
            TransferRecord record =
                    history.lock(epoch.plan(), bound.transfer().name()).orElseThrow();
            Relation leaf = locked(leaf(relation));
            long planned = history.plannedFilenode(record.id(), relation).orElse(leaf.filenode());
            if (planned == leaf.filenode()) {
                return false;
            }
            history.removeExtents(record.id(), relation);
            addBlocks(record.id(), leaf);
            history.restarted(record.id());
            return true;
        });
    }

    private void redefine(TransferRecord record, String definition) throws SQLException {
        if (record.state() != TransferState.PENDING) {
            TransferDefinition.requireSame(bound.transfer(), record);
        }
        history.redefine(record.id(), definition);
    }

    private void plan(long transfer) throws SQLException {
        for (BoundFollow follow : bound.follows()) {
            String followed = follow.follow().transfer();
            boolean copied = history.find(epoch.plan(), followed)
                    .filter(record -> record.state() == TransferState.COPIED)
                    .isPresent();
            if (!copied) {
                throw new BlockedException(
                        "transfer " + bound.transfer().name() + " follows " + followed + ", which is not copied yet",
                        "Put " + followed + " before it in the plan.");
            }
        }
        if (bound.map().isPresent()) {
            execute(bound.map().orElseThrow().ddl());
        }
        for (Relation leaf : bound.leaves()) {
            if (leaf.hasBlocks()) {
                addBlocks(transfer, locked(leaf));
            } else {
                requireKeys(leaf);
                history.addExtent(transfer, leaf.quoted(), new Extent.Keys(Optional.empty()));
            }
        }
        history.copying(transfer, estimate());
    }

    private void addBlocks(long transfer, Relation leaf) throws SQLException {
        long extents = Math.max(1, Math.min(MOST_EXTENTS, leaf.blocks() / extentBlocks));
        for (long i = 0; i < extents; i++) {
            long from = leaf.blocks() * i / extents;
            long to = leaf.blocks() * (i + 1) / extents;
            if (from < to) {
                history.addExtent(transfer, leaf.quoted(), new Extent.Blocks(leaf.filenode(), from, to));
            }
        }
    }

    /** Size and file of a table as they stay until the transaction ends. */
    private Relation locked(Relation leaf) throws SQLException {
        execute("lock table only " + leaf.quoted() + " in access share mode");
        return new Catalog(connection)
                .relation(new TableName(Optional.of(leaf.schema()), leaf.name()))
                .orElseThrow(() -> gone(leaf.quoted()));
    }

    private Relation leaf(String relation) {
        return bound.leaves().stream()
                .filter(leaf -> leaf.quoted().equals(relation))
                .findFirst()
                .orElseThrow(() -> gone(relation));
    }

    private FailedException gone(String relation) {
        return new FailedException(
                "transfer " + bound.transfer().name() + ": " + relation + " is no longer part of " + bound.source(),
                "Attach it again, or undo the phase and begin anew.");
    }

    /** A row without a key would never be greater than the last one, and so be left out. */
    private void requireKeys(Relation leaf) throws SQLException {
        MappedSelect select = new MappedSelect(bound);
        String missing =
                select.sourceKey().stream().map(key -> key + " is null").collect(Collectors.joining(" or ", "(", ")"));
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select 1\n" + select.from(leaf.quoted()) + select.where(missing) + "limit 1")) {
            if (rows.next()) {
                throw new FailedException(
                        "transfer " + bound.transfer().name() + ": " + leaf + " has rows whose key "
                                + bound.sourceKey().stream()
                                        .map(key -> key.name())
                                        .toList() + " is null",
                        "Name key columns that are never null, or leave such rows out with where.");
            }
        }
    }

    private long estimate() throws SQLException {
        MappedSelect select = new MappedSelect(bound);
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("explain select 1\n" + select.from() + select.where())) {
            rows.next();
            Matcher matcher = ESTIMATE.matcher(rows.getString(1));
            return matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
