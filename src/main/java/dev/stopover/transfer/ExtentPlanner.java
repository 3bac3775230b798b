package dev.stopover.transfer;

import dev.stopover.database.Catalog;
import dev.stopover.database.Relation;
import dev.stopover.failure.FailedException;
import dev.stopover.history.Epoch;
import dev.stopover.history.EventHistory;
import dev.stopover.history.Extent;
import dev.stopover.history.ExtentHistory;
import dev.stopover.history.Transaction;
import dev.stopover.history.TransferHistory;
import dev.stopover.history.TransferRecord;
import dev.stopover.mapping.BoundTransfer;
import dev.stopover.mapping.MappedSelect;
import dev.stopover.plan.TableName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Cuts a transfer's source into the extents that workers claim: once, anew when the source was rewritten, and for what
 * became part of it meanwhile.
 */
final class ExtentPlanner {
    private static final int MOST_EXTENTS = 128;

    private final Connection connection;
    private final Epoch epoch;
    private final BoundTransfer bound;
    private final long extentBlocks;
    private final TransferHistory transfers;
    private final ExtentHistory extents;

    /** @param connection in autocommit mode */
    ExtentPlanner(Connection connection, Epoch epoch, BoundTransfer bound, long extentBlocks) {
        this.connection = connection;
        this.epoch = epoch;
        this.bound = bound;
        this.extentBlocks = extentBlocks;
        this.transfers = new TransferHistory(connection);
        this.extents = new ExtentHistory(connection);
    }

    /** Plans the extents of every relation of the source, in the transaction at hand. */
    void plan(long transfer) throws SQLException {
        for (Relation leaf : bound.leaves()) {
            plan(transfer, leaf);
        }
    }

    /** Plans the extents of one relation anew if it is another file than the one they were planned for. */
    boolean restartIfRewritten(String relation) throws SQLException {
        return Transaction.run(connection, epoch, () -> {
            TransferRecord record =
                    transfers.lock(epoch.plan(), bound.transfer().name()).orElseThrow();
            Relation leaf = locked(bound.leaves().stream()
                    .filter(candidate -> candidate.quoted().equals(relation))
                    .findFirst()
                    .orElseThrow(() -> gone(relation)));
            long planned = extents.plannedFilenode(record.id(), relation).orElse(leaf.filenode());
            if (planned == leaf.filenode()) {
                return false;
            }
            extents.remove(record.id(), relation);
            addBlocks(record.id(), leaf);
            transfers.restarted(record.id());
            return true;
        });
    }

    /**
     * Plans the extents of partitions that were attached after the transfer began and forgets those of partitions that
     * were detached before a row of them had moved, in the transaction at hand.
     *
     * @return the relations that are still to be read
     * @throws FailedException when a partition was detached whose rows have moved
     */
    List<String> planWhatWasAttached(String phase, long transfer) throws SQLException {
        Map<String, Long> planned = extents.planned(transfer);
        List<Relation> leaves = new Catalog(connection).leaves(bound.source());
        List<String> names = leaves.stream().map(Relation::quoted).toList();
        for (Map.Entry<String, Long> earlier : planned.entrySet()) {
            if (!names.contains(earlier.getKey())) {
                forget(phase, transfer, earlier.getKey(), earlier.getValue());
            }
        }
        List<String> attached = new ArrayList<>();
        for (Relation leaf : leaves) {
            if (!planned.containsKey(leaf.quoted()) && (leaf.blocks() > 0 || !leaf.hasBlocks())) {
                plan(transfer, leaf);
                attached.add(leaf.quoted());
                record(phase, "partition-attached", leaf + " became part of " + bound.source() + " and is read, too");
            }
        }
        return attached;
    }

    /** What is said when a relation that was planned is not part of the source any more. */
    FailedException gone(String relation) {
        return new FailedException(
                "transfer " + bound.transfer().name() + ": " + relation + " was part of " + bound.source()
                        + " when the transfer began and is so no longer, but rows of it have moved or were about to",
                "Attach it again, or undo the phase and begin anew without it.");
    }

    private void forget(String phase, long transfer, String relation, long moved) throws SQLException {
        if (moved > 0) {
            throw gone(relation);
        }
        extents.remove(transfer, relation);
        record(phase, "partition-detached", relation + " was detached from " + bound.source() + " before a row moved");
    }

    private void record(String phase, String kind, String message) throws SQLException {
        EventHistory.record(
                connection, epoch, phase, kind, "transfer " + bound.transfer().name() + ": " + message);
    }

    private void plan(long transfer, Relation leaf) throws SQLException {
        if (leaf.hasBlocks()) {
            addBlocks(transfer, locked(leaf));
        } else {
            requireKeys(leaf);
            extents.add(transfer, leaf.quoted(), new Extent.Keys(Optional.empty()));
        }
    }

    private void addBlocks(long transfer, Relation leaf) throws SQLException {
        long number = Math.max(1, Math.min(MOST_EXTENTS, leaf.blocks() / extentBlocks));
        for (long i = 0; i < number; i++) {
            long from = leaf.blocks() * i / number;
            long to = leaf.blocks() * (i + 1) / number;
            if (from < to) {
                extents.add(transfer, leaf.quoted(), new Extent.Blocks(leaf.filenode(), from, to));
            }
        }
    }

    /** Size and file of a table as they stay until the transaction ends. */
    private Relation locked(Relation leaf) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("lock table only " + leaf.quoted() + " in access share mode");
        }
        return new Catalog(connection)
                .relation(new TableName(Optional.of(leaf.schema()), leaf.name()))
                .orElseThrow(() -> gone(leaf.quoted()));
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
}
